package io.awfar.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProducerPropertiesTest {

  private final PublishSettings settings =
      new Binder(new MapConfigurationPropertySource(Map.of()))
          .bindOrCreate("awfar.ingest.publish", PublishSettings.class);

  @Test
  void noSettingLetsAnEventBeAnsweredBeforeItIsDurableOrARetryDoubleIt() {
    ProducerConfig config = config(Map.of("acks", "1", "enable.idempotence", "false"));
    // As Kafka writes "all".
    assertThat(config.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
    assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
  }

  private ProducerConfig config(Map<String, Object> connection) {
    Map<String, Object> properties = ProducerProperties.of(settings, connection);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return new ProducerConfig(properties);
  }
}
