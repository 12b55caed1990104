package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.whatsapp.ChannelEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Our serializers and Apicurio's read and write the same bytes.
class WireFormatIT {

  private static final String TOPIC = "wire-format";

  @Test
  void ourBytesAreApicuriosBytesAndEachReadsTheOthers() {
    var registry = RunningAwfar.get().servers().registry();
    Map<String, Object> ours = Map.of("schema.registry.url", registry.url().toString());
    Map<String, Object> theirs =
        Map.of(
            "apicurio.registry.url", registry.nativeUrl().toString(),
            "apicurio.registry.auto-register", "true",
            "apicurio.registry.find-latest", "false",
            // As we write it: one schema with all that it names, and no references.
            "apicurio.registry.dereference-schema", "true",
            "apicurio.registry.use-specific-avro-reader", "true",
            "apicurio.registry.headers.enabled", "false");
    try (var ourSerializer = new AvroSerializer<ChannelEvent>();
        var ourDeserializer = new AvroDeserializer<ChannelEvent>();
        var theirSerializer = new AvroKafkaSerializer<ChannelEvent>();
        var theirDeserializer = new AvroKafkaDeserializer<ChannelEvent>()) {
      ourSerializer.configure(ours, false);
      ourDeserializer.configure(ours, false);
      theirSerializer.configure(theirs, false);
      theirDeserializer.configure(theirs, false);

      byte[] ourBytes = ourSerializer.serialize(TOPIC, Events.ACCOUNT_UPDATE);
      byte[] theirBytes = theirSerializer.serialize(TOPIC, Events.ACCOUNT_UPDATE);

      assertThat(ourBytes).isEqualTo(theirBytes);
      assertThat(ourDeserializer.deserialize(TOPIC, theirBytes)).isEqualTo(Events.ACCOUNT_UPDATE);
      assertThat(theirDeserializer.deserialize(TOPIC, ourBytes)).isEqualTo(Events.ACCOUNT_UPDATE);
    }
  }
}
