// node echo-topic.js <broker> <registry url> <topic> [read]
// Reads the first record of a topic with the clients of kafkajs and of Confluent, prints one JSON line for each
// {client, key, value}, and writes what it read back to the topic with kafkajs under the key "echo",
// unless told only to read.
const { Kafka, logLevel } = require("kafkajs");
const { SchemaRegistry } = require("@kafkajs/confluent-schema-registry");
const { SchemaRegistryClient, AvroDeserializer, SerdeType } = require("@confluentinc/schemaregistry");

const [broker, registryUrl, topic, mode] = process.argv.slice(2);
const kafka = new Kafka({ clientId: "echo", brokers: [broker], logLevel: logLevel.ERROR });

async function first() {
  const consumer = kafka.consumer({ groupId: `echo-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const message = await new Promise((done, failed) => {
    consumer.run({ eachMessage: async ({ message }) => done(message) }).catch(failed);
  });
  await consumer.disconnect();
  return message;
}

(async () => {
  const message = await first();
  const key = message.key.toString();

  const kafkajs = new SchemaRegistry({ host: registryUrl });
  const value = await kafkajs.decode(message.value);
  console.log(JSON.stringify({ client: "kafkajs", key, value }));

  const confluent = new AvroDeserializer(
    new SchemaRegistryClient({ baseURLs: [registryUrl] }), SerdeType.VALUE, {});
  console.log(JSON.stringify({
    client: "confluentinc", key, value: await confluent.deserialize(topic, message.value) }));

  if (mode === "read") process.exit(0);
  const producer = kafka.producer();
  await producer.connect();
  const id = await kafkajs.getLatestSchemaId(`${topic}-value`);
  await producer.send({ topic, messages: [{ key: "echo", value: await kafkajs.encode(id, value) }] });
  await producer.disconnect();
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
