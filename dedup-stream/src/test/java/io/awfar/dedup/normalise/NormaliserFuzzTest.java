package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.KnownSchemas;
import io.awfar.dedup.Payloads;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.json.JsonMapper;

/// Whatever a payload is: the result is a record that every consumer can keep, or a quarantine.
class NormaliserFuzzTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Normaliser normaliser = new Normaliser(1 << 20);
  private final KnownSchemas registry = new KnownSchemas();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
  private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry);

  @Property(tries = 2000)
  void anyBytes(@ForAll EventKind kind, @ForAll byte[] bytes) {
    check(
        RawEvent.newBuilder(Payloads.rawEvent(kind, ""))
            .setPayload(ByteBuffer.wrap(bytes))
            .build());
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void anyJson(@ForAll EventKind kind, @ForAll("hostileJson") String json) {
    check(Payloads.rawEvent(kind, json));
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void anyMessage(@ForAll("hostileJson") String json) {
    check(Payloads.rawEvent(EventKind.MESSAGE, "{\"messages\":[" + json + "]}"));
  }

  @Property(tries = 10_000)
  void realPayloadsWithWrongValues(@ForAll("payloads") String name, @ForAll long seed) {
    RawEvent event = Payloads.rawEvent(name);
    String payload = StandardCharsets.UTF_8.decode(event.getPayload().duplicate()).toString();
    check(
        Payloads.rawEvent(
            event.getKind(), HostileJson.damaged(JSON.readTree(payload), new Random(seed))));
  }

  @Property(tries = 4000)
  void realPayloadsCutShortOrWithOneByteChanged(
      @ForAll("payloads") String name, @ForAll Random random) {
    RawEvent event = Payloads.rawEvent(name);
    byte[] bytes = event.getPayload().array().clone();
    int at = random.nextInt(bytes.length);
    bytes[at] = (byte) random.nextInt(256);
    int length = random.nextBoolean() ? bytes.length : at;
    check(RawEvent.newBuilder(event).setPayload(ByteBuffer.wrap(bytes, 0, length)).build());
  }

  @Provide
  Arbitrary<String> hostileJson() {
    return HostileJson.texts();
  }

  @Provide
  Arbitrary<String> payloads() {
    return Arbitraries.of(Payloads.names());
  }

  private void check(RawEvent event) {
    switch (normaliser.normalise(event)) {
      case Normalised.OfMessage(var message) -> {
        checkRecord(message);
        assertThat(message.getWaMessageId()).isNotBlank();
        assertThat(message.getWaChatId()).startsWith("461203847759012|").hasSizeGreaterThan(16);
        checkJson(message.getContent());
      }
      case Normalised.OfStatus(var status) -> checkRecord(status);
      case Normalised.OfChannelEvent(var channelEvent) -> {
        checkRecord(channelEvent);
        checkJson(channelEvent.getContent());
      }
      case Normalised.Quarantined quarantined ->
          assertThat(quarantined.detail().length()).isLessThan(200);
    }
  }

  private void checkRecord(SpecificRecord record) {
    SpecificRecord back = deserializer.deserialize("t", serializer.serialize("t", record));
    // Equal only if no text was changed on the way, as half a surrogate pair would be.
    assertThat(back).isEqualTo(record);
    assertThat(record.toString()).doesNotContain("\u0000").doesNotContain("\\u0000");
  }

  private static void checkJson(String content) {
    if (content != null) {
      JSON.readTree(content);
      assertThat(content).doesNotContain("\u0000").doesNotContain("\\u0000");
      assertThat(CleanText.of(content)).isEqualTo(content);
    }
  }
}
