package io.awfar.media.file;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.FileEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Tells what became of files: when it returns, Kafka has it for sure.
///
/// A producer of its own, since that of transfers writes in transactions, one at a time.
final class FileLog implements AutoCloseable {

  private static final Duration CLOSE_TIME_MAX = Duration.ofSeconds(5);

  private final Producer<byte[], FileEvent> producer;
  private final Duration timeMax;

  private FileLog(Producer<byte[], FileEvent> producer, Duration timeMax) {
    this.producer = producer;
    this.timeMax = timeMax;
  }

  /// @param configs of the service's producers
  static FileLog open(Map<String, Object> configs, Duration timeMax) {
    Map<String, Object> own = new HashMap<>(configs);
    own.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    int most = Math.toIntExact(timeMax.toMillis());
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, most);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, most);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, most / 2));
    own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    own.put(ProducerConfig.CLIENT_ID_CONFIG, own.get(ProducerConfig.CLIENT_ID_CONFIG) + "-files");
    return new FileLog(new KafkaProducer<>(own), timeMax);
  }

  /// @throws RefusedException if Kafka may not have it
  void tell(FileEvent event) {
    byte[] key = event.getObjectKey().getBytes(StandardCharsets.UTF_8);
    try {
      var unused =
          producer
              .send(new ProducerRecord<>(Topics.FILES.name(), key, event))
              .get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Refusal.KAFKA_UNAVAILABLE);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new RefusedException(Refusal.KAFKA_UNAVAILABLE);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIME_MAX);
  }
}
