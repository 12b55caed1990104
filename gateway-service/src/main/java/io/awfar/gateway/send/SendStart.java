package io.awfar.gateway.send;

import io.awfar.gateway.GatewaySettings;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.util.retry.Retry;

/// Makes the topic if it is missing, in the background and for as long as it takes: a broker that
/// makes topics by itself would give it another number of partitions.
@Component
final class SendStart implements ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(SendStart.class);
  private static final Duration RETRY_DELAY_MIN = Duration.ofMillis(500);
  private static final Duration RETRY_DELAY_MAX = Duration.ofSeconds(10);

  private final SendTopic topic;
  private final NewTopic wanted;
  private @Nullable Disposable work;

  SendStart(SendTopic topic, GatewaySettings settings) {
    this.topic = topic;
    this.wanted = Topics.SENDS.newTopic(settings.channels().topicReplicationFactor());
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work =
        topic
            .create(wanted)
            .retryWhen(Retry.backoff(Long.MAX_VALUE, RETRY_DELAY_MIN).maxBackoff(RETRY_DELAY_MAX))
            .subscribe(_ -> {}, failure -> log.error("Gave up", failure));
  }

  @Override
  public void destroy() {
    if (work != null) {
      work.dispose();
    }
  }
}
