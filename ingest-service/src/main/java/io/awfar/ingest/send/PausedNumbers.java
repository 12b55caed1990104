package io.awfar.ingest.send;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The numbers that WhatsApp takes nothing from, for whoever has to see to it: in the log, as a
/// metric, and in the health, which stays up, since a restart would not help.
final class PausedNumbers implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(PausedNumbers.class);

  private final Map<String, Integer> codes = new ConcurrentHashMap<>();

  PausedNumbers(MeterRegistry meters) {
    Gauge.builder("awfar.ingest.send.numbers.paused", codes, Map::size)
        .description("Numbers that WhatsApp takes nothing from at the moment")
        .register(meters);
  }

  void add(String channelId, int code) {
    Integer before = codes.put(channelId, code);
    if (before == null || before != code) {
      log.error("Number {} is paused: WhatsApp refuses its messages with code {}", channelId, code);
    }
  }

  void remove(String channelId) {
    if (codes.remove(channelId) != null) {
      log.info("Number {} sends again", channelId);
    }
  }

  /// Nothing is sent from it here, so it is not known any more.
  void forget(String channelId) {
    if (codes.remove(channelId) != null) {
      log.info("Nothing waits for number {} here any more, which was paused", channelId);
    }
  }

  @Override
  public Health health() {
    return Health.up().withDetail("pausedNumbers", new TreeMap<>(codes)).build();
  }
}
