package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// In steps of one percent of the bound.
class SeenMemoryTest {

  private static final int PERCENT = 64;

  private final SeenMemory memory = new SeenMemory(100 * PERCENT);
  private final Deque<Long> taken = new ArrayDeque<>();
  private final List<Boolean> told = new ArrayList<>();

  private final Logger logger = (Logger) LoggerFactory.getLogger(SeenMemory.class);
  private final Level level = logger.getLevel();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    memory.watch(() -> told.add(memory.isFull()));
    logged.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(logged);
  }

  @AfterEach
  void giveAllBack() {
    logger.detachAppender(logged);
    logger.setLevel(level);
    use(0);
  }

  @Test
  void theLogWarnsFrom85PercentOnOnceHoweverUseGoesUpAndDown() {
    use(85);
    assertThat(logged.list).isEmpty();
    for (int i = 0; i < 10; i++) {
      use(88);
      use(82);
    }
    assertThat(messages()).hasSize(1).first().asString().contains("85 % full");
    use(79);
    use(88);
    assertThat(messages()).hasSize(2);
  }

  @Test
  void itIsFullFrom95PercentOnUntilThereIsRoomAgainAndTellsEachOnce() {
    use(95);
    assertThat(memory.isFull()).isFalse();
    for (int i = 0; i < 10; i++) {
      use(98);
      assertThat(memory.isFull()).isTrue();
      use(91);
    }
    assertThat(told).containsExactly(true);
    assertThat(messages()).last().asString().contains("is full", "awfar.dedup.seen-memory");
    use(89);
    assertThat(memory.isFull()).isFalse();
    assertThat(told).containsExactly(true, false);
  }

  private List<String> messages() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void use(int percent) {
    while (taken.size() < percent) {
      taken.push(memory.take(PERCENT));
    }
    while (taken.size() > percent) {
      memory.giveBack(taken.pop(), PERCENT);
    }
  }
}
