package io.awfar.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnknownIdsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final UnknownIds ids = new UnknownIds(nanos::get);

  @Test
  void anIdIsNotWaitedForTwiceInTenMinutes() {
    assertThat(ids.isToBeWaitedFor(7)).isTrue();
    ids.add(7);
    assertThat(ids.isToBeWaitedFor(7)).isFalse();
    assertThat(ids.isToBeWaitedFor(8)).isTrue();

    nanos.addAndGet(UnknownIds.MEMORY.toNanos());
    assertThat(ids.isToBeWaitedFor(7)).isTrue();
  }

  @Test
  void aFloodOfMadeUpIdsIsNotWaitedForOneByOne() {
    for (int id = 0; id < UnknownIds.IDS_MAX; id++) {
      assertThat(ids.isToBeWaitedFor(id)).isTrue();
      ids.add(id);
    }
    assertThat(ids.isToBeWaitedFor(1000)).isFalse();
    ids.add(1000);

    nanos.addAndGet(UnknownIds.MEMORY.toNanos());
    assertThat(ids.isToBeWaitedFor(1000)).isTrue();
  }
}
