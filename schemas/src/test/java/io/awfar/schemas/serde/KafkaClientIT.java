package io.awfar.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.contract.Example;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaClientIT {

  @Test
  void anyKafkaClientLoadsTheSerializersByClassName() throws Exception {
    String name = Topics.MESSAGES.name();
    Map<String, Object> common =
        Map.of(
            "bootstrap.servers", TestKafka.bootstrapServers(),
            "schema.registry.url", TestRegistry.url());
    try (Admin admin = Admin.create(common)) {
      admin.createTopics(List.of(Topics.MESSAGES.newTopic((short) -1))).all().get();
    }

    try (var producer =
        new KafkaProducer<String, Message>(
            with(
                common,
                Map.of(
                    "key.serializer", "org.apache.kafka.common.serialization.StringSerializer",
                    "value.serializer", "io.awfar.schemas.serde.AvroSerializer")))) {
      producer.send(new ProducerRecord<>(name, "key", Example.message())).get();
    }

    try (var consumer =
        new KafkaConsumer<String, Message>(
            with(
                common,
                Map.of(
                    "group.id", "test",
                    "auto.offset.reset", "earliest",
                    "key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
                    "value.deserializer", "io.awfar.schemas.serde.AvroDeserializer")))) {
      consumer.subscribe(List.of(name));
      var records = consumer.poll(Duration.ofSeconds(20));
      assertThat(records).hasSize(1);
      assertThat(records.iterator().next().value()).isEqualTo(Example.message());
    }
  }

  private static Map<String, Object> with(Map<String, Object> common, Map<String, Object> more) {
    var all = new java.util.HashMap<>(common);
    all.putAll(more);
    return all;
  }
}
