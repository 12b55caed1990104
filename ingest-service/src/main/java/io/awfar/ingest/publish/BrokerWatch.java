package io.awfar.ingest.publish;

import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/// Makes everything ready that a request would otherwise have to wait for, and keeps looking
/// whether the broker answers.
public final class BrokerWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);

  /// What the readiness of the service depends on.
  enum State {
    /// Topic, schema or metadata are not there yet: no event can be sent.
    WARMING_UP,
    /// Events can be sent; the service is not asked for them yet.
    REHEARSING,
    REACHABLE,
    UNREACHABLE
  }

  private final KafkaAdmin admin;
  private final RawEventEncoder encoder;
  private final LiveProducer producers;
  private final WarmUp lastStep;
  private final PublishSettings settings;
  private volatile State state = State.WARMING_UP;
  private volatile boolean running;
  private @Nullable Admin client;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ingest-broker-watch").daemon().factory());

  BrokerWatch(
      KafkaAdmin admin,
      RawEventEncoder encoder,
      LiveProducer producers,
      WarmUp lastStep,
      PublishSettings settings) {
    this.admin = admin;
    this.encoder = encoder;
    this.producers = producers;
    this.lastStep = lastStep;
    this.settings = settings;
  }

  /// Whether the first event can be sent: topic, schema and metadata are there.
  public boolean canPublish() {
    return state != State.WARMING_UP;
  }

  State state() {
    return state;
  }

  @Override
  public void start() {
    running = true;
    var unused =
        looks.scheduleWithFixedDelay(
            this::look, 0, settings.probeInterval().toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    looks.shutdownNow();
    looks.close();
    if (client != null) {
      client.close(Duration.ZERO);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void look() {
    State before = state;
    try {
      if (before == State.WARMING_UP) {
        warmUp();
        state = State.REHEARSING;
        lastStep.run();
      } else {
        probe();
        if (before == State.UNREACHABLE) {
          // A broker answers before it leads its partitions again.
          awaitLeaders();
        }
      }
      state = State.REACHABLE;
      if (before != State.REACHABLE) {
        log.info("Ready to publish");
      }
    } catch (Exception e) {
      if (!running) {
        return;
      }
      state = state == State.WARMING_UP ? State.WARMING_UP : State.UNREACHABLE;
      if (before != State.UNREACHABLE) {
        log.warn("Not ready to publish: {}", e.toString());
      }
    }
  }

  private void warmUp() throws InterruptedException {
    // False also when there is nothing to make; that the topic is there shows below.
    boolean made = admin.initialize();
    log.debug("Topics made: {}", made);
    encoder.warmUp();
    awaitLeaders();
  }

  private void awaitLeaders() throws InterruptedException {
    producers.awaitLeaders(Topics.RAW_EVENTS.name(), settings.probeTimeout());
  }

  private void probe() throws Exception {
    int timeoutMillis = Math.toIntExact(settings.probeTimeout().toMillis());
    if (client == null) {
      client = Admin.create(admin.getConfigurationProperties());
    }
    var unused =
        client
            .describeCluster(new DescribeClusterOptions().timeoutMs(timeoutMillis))
            .nodes()
            .get(timeoutMillis + 500L, TimeUnit.MILLISECONDS);
  }
}
