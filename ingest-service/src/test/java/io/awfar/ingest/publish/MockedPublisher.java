package io.awfar.ingest.publish;

import io.awfar.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
    return publisher(serializer, () -> {});
  }

  /// @param closing runs when a producer is closed, before it is
  EventPublisher publisher(Serializer<Object> serializer, Runnable closing) {
    var meters = new SimpleMeterRegistry();
    LiveProducer producers =
        new LiveProducer(
            new MockFactory(closing), new PartitionLeaders(new KafkaAdmin(Map.of())), meters);
    var unused = producers.open();
    RawEventEncoder encoder = new RawEventEncoder(serializer, Topics.RAW_EVENTS.name());
    return new EventPublisher(encoder, producers, meters);
  }

  private final class MockFactory extends DefaultKafkaProducerFactory<String, byte[]> {

    private final Runnable closing;

    MockFactory(Runnable closing) {
      super(Map.of("bootstrap.servers", "localhost:1"));
      this.closing = closing;
    }

    @Override
    protected Producer<String, byte[]> createRawProducer(Map<String, Object> configs) {
      var producer =
          new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public void close(Duration timeout) {
              closing.run();
              super.close(timeout);
            }
          };
      made.add(producer);
      return producer;
    }
  }
}
