package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.channel.ChannelDeletion;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class WorkspaceIdsTest {

  private static final Path RELEASED = Path.of("../schemas/src/test/resources/contracts");

  private final UUID workspace = UUID.randomUUID();

  @Test
  void itIsFoundInRecordsOfAllTopics() {
    assertThat(read(LiveTopic.MESSAGES, LiveRecords.message(workspace, "1", "x").build()))
        .isEqualTo(workspace);
    assertThat(
            read(LiveTopic.STATUSES, LiveRecords.status(workspace, "1", UUID.randomUUID()).build()))
        .isEqualTo(workspace);
    assertThat(read(LiveTopic.MEDIA, LiveRecords.media(workspace, UUID.randomUUID())))
        .isEqualTo(workspace);
    assertThat(read(LiveTopic.CHANNEL_EVENTS, LiveRecords.channelEvent(workspace, "flows").build()))
        .isEqualTo(workspace);
    for (LiveTopic topic : new LiveTopic[] {LiveTopic.SENDS, LiveTopic.BULK_SENDS}) {
      assertThat(read(topic, LiveRecords.send(workspace, "1", "text", "{}").build()))
          .isEqualTo(workspace);
    }
    assertThat(read(LiveTopic.CHANNELS, LiveRecords.channel(workspace, "7700").build()))
        .isEqualTo(workspace);
  }

  @Test
  void ofATombstoneItIsFoundInItsHeader() {
    ConsumerRecord<byte[], byte[]> tombstone =
        new ConsumerRecord<>("channels", 0, 1, new byte[0], null);
    assertThat(WorkspaceIds.of(LiveTopic.CHANNELS, tombstone)).isNull();

    new ChannelDeletion(workspace, 2, LiveRecords.NOON).set(tombstone.headers());
    assertThat(WorkspaceIds.of(LiveTopic.CHANNELS, tombstone)).isEqualTo(workspace);
  }

  @Test
  void inAllReleasedContractsItStandsAtTheSamePlaceAfterTextsAlone() throws Exception {
    for (LiveTopic topic : LiveTopic.values()) {
      String contract =
          Topics.all().stream()
              .filter(known -> known.name().equals(topic.topicName()))
              .findFirst()
              .orElseThrow()
              .valueType()
              .getSimpleName();
      try (var versions = Files.list(RELEASED.resolve(contract))) {
        for (Path version : versions.filter(file -> file.toString().endsWith(".avsc")).toList()) {
          Schema schema = new Schema.Parser().parse(version.toFile());
          assertThat(schema.getField("ownerId").pos())
              .as(version.toString())
              .isEqualTo(topic.textsBeforeOwner());
          for (int i = 0; i <= topic.textsBeforeOwner(); i++) {
            assertThat(schema.getFields().get(i).schema().getType()).isEqualTo(Schema.Type.STRING);
          }
        }
      }
    }
  }

  @Test
  void whatIsNoRecordHasNone() {
    byte[] none = {};
    byte[] headOnly = {0, 0, 0, 0, 1};
    byte[] longText = {0, 0, 0, 0, 1, -1, -1, -1, -1, 15};
    byte[] endless = {0, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    byte[] negative = {0, 0, 0, 0, 1, 1};
    byte[] noUuid = ("\0\0\0\0\1" + (char) 72 + "x".repeat(36)).getBytes();
    for (LiveTopic topic : LiveTopic.values()) {
      for (byte[] value : new byte[][] {none, headOnly, longText, endless, negative, noUuid}) {
        assertThat(WorkspaceIds.of(topic, value)).isNull();
      }
    }
  }

  private static UUID read(LiveTopic topic, SpecificRecord record) {
    try (AvroSerializer<SpecificRecord> values = new AvroSerializer<>()) {
      values.configure(
          Map.of("schema.registry.url", TestRegistry.url(), "auto.register.schemas", true), false);
      return WorkspaceIds.of(topic, values.serialize(topic.topicName(), record));
    }
  }
}
