package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TimeJumpTest {

  private static final Duration MEMORY = Duration.ofDays(8);

  /// The first instant of a generation.
  private static final Instant EDGE = Instant.ofEpochSecond(Duration.ofDays(1).toSeconds() * 20800);

  private final SeenMemory seenMemory = new SeenMemory(1 << 30);
  private final SeenEventsDriver driver = new SeenEventsDriver(seenMemory, MEMORY);

  private final Logger logger = (Logger) LoggerFactory.getLogger(SeenEventsLog.class);
  private final Level level = logger.getLevel();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(logged);
  }

  @AfterEach
  void close() {
    logger.detachAppender(logged);
    logger.setLevel(level);
    driver.close();
  }

  @Test
  void aRecordWhoseTimeEndsTheWholeMemoryIsWarnedOfOnce() {
    Instant future = EDGE.plus(Duration.ofDays(9));
    driver.firstSeen("one", EDGE);
    driver.firstSeen("two", EDGE);
    driver.firstSeen("from the future", future);
    driver.firstSeen("one", EDGE);

    assertThat(messages())
        .singleElement()
        .asString()
        .contains("partition 0", EDGE.toString(), future.toString(), "all of its 2 events");
  }

  @Test
  void timeThatGoesOnAndTheFirstTimeOfAPartitionAreNotWarnedOf() {
    for (int days = 0; days < 40; days += 8) {
      driver.firstSeen("event " + days, EDGE.plus(Duration.ofDays(days)));
    }
    driver.firstSeen("last", EDGE.plus(Duration.ofDays(41)).minusMillis(1));
    assertThat(messages()).isEmpty();
  }

  @Test
  void aJumpOfLongAgoIsNotWarnedOfAtEachRestart() {
    driver.firstSeen("before", EDGE);
    driver.firstSeen("after", EDGE.plus(Duration.ofDays(30)));
    logged.list.clear();
    try (SeenEventsDriver restarted = new SeenEventsDriver(seenMemory, MEMORY)) {
      restarted.restore(driver.changelog());
      restarted.firstSeen("later", EDGE.plus(Duration.ofDays(31)));
    }
    assertThat(messages()).isEmpty();
  }

  private List<String> messages() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
