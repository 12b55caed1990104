package io.awfar.ingest.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// A publisher on Kafka's own mock producers, which fail as they are told to.
public final class MockedPublisher {

  private final List<MockProducer<String, byte[]>> made = new CopyOnWriteArrayList<>();

  /// The producers made so far, the one in use last.
  public List<MockProducer<String, byte[]>> made() {
    return made;
  }

  public EventPublisher publisher(Serializer<Object> serializer) {
    var meters = new SimpleMeterRegistry();
    var settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("awfar.ingest.publish", PublishSettings.class);
    LiveProducer producers = new LiveProducer(new MockFactory(), meters);
    RawEventEncoder encoder = new RawEventEncoder(serializer);
    BrokerWatch watch = new BrokerWatch(new KafkaAdmin(Map.of()), encoder, producers, settings);
    return new EventPublisher(watch, encoder, producers, meters);
  }

  private final class MockFactory extends DefaultKafkaProducerFactory<String, byte[]> {

    MockFactory() {
      super(Map.of("bootstrap.servers", "localhost:1"));
    }

    @Override
    protected Producer<String, byte[]> createRawProducer(Map<String, Object> configs) {
      var producer =
          new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
      made.add(producer);
      return producer;
    }
  }
}
