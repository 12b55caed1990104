package io.awfar.bench.media;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.MediaHeader;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Messages with files, and what is told of the files once they are there.
final class MediaMessages implements AutoCloseable {

  static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private static final String CHANNEL = "106540352242922";
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final KafkaProducer<String, Message> producer;
  private final KafkaConsumer<byte[], byte[]> told;

  MediaMessages(String bootstrapServers, String registryUrl) {
    AvroSerializer<Message> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", registryUrl), false);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
            new StringSerializer(),
            values);
    told =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /// Looks from now on.
  void listen() {
    List<TopicPartition> partitions =
        told.partitionsFor(Topics.MEDIA.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    told.assign(partitions);
    told.seekToEnd(partitions);
    partitions.forEach(told::position);
  }

  /// Appends messages with files of these numbers, the first included and the last not, and returns
  /// when as many events of files can be read.
  ///
  /// @throws IllegalStateException if that takes too long
  void pass(long first, long last, int bytes) {
    for (long number = first; number < last; number++) {
      var unused = producer.send(record(new SampleFile(number, bytes)));
    }
    producer.flush();
    Instant deadline = Instant.now().plus(PATIENCE);
    for (long seen = 0; seen < last - first; seen += told.poll(POLL).count()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("%d of %d files".formatted(seen, last - first));
      }
    }
  }

  static ProducerRecord<String, Message> record(SampleFile file) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String contact = Long.toString(967_700_000_000L + file.number() % 5_000);
    String waId = "wamid.bench." + file.number();
    Message message =
        Message.newBuilder()
            .setMessageId(StableId.message(OWNER, CHANNEL, waId, now))
            .setOwnerId(OWNER)
            .setChannelId(CHANNEL)
            .setWaChatId(ChatKey.of(CHANNEL, contact))
            .setWaMessageId(waId)
            .setDirection(Direction.INBOUND)
            .setContact(Contact.newBuilder().setWaId(contact).setPhone(contact).build())
            .setType(MessageType.DOCUMENT)
            .setTypeName("document")
            .setSentAt(now)
            .setReceivedAt(now)
            .setMedia(
                Media.newBuilder()
                    .setMediaId(WhatsAppFiles.id(file))
                    .setMimeType("application/pdf")
                    .build())
            .build();
    ProducerRecord<String, Message> record =
        new ProducerRecord<>(Topics.MESSAGES.name(), ChatKey.of(CHANNEL, contact), message);
    MediaHeader.set(record.headers(), true);
    return record;
  }

  @Override
  public void close() {
    producer.close();
    told.close();
  }
}
