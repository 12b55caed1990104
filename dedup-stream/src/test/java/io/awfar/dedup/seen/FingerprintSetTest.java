package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FingerprintSetTest {

  private static final int KEPT = 8;
  private static final Generations GENERATIONS = new Generations(1, KEPT);

  private final SeenMemory memory = new SeenMemory(1L << 30);

  /// Few distinct fingerprints of few tables, so that they meet, wrap around and expire often.
  @Property(tries = 60)
  void itKnowsWhatAMapOfLastGenerationsKnows(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int stride) {
    SplittableRandom random = new SplittableRandom(seed);
    FingerprintSet set = new FingerprintSet(memory, GENERATIONS);
    Map<Fingerprint, Long> model = new HashMap<>();
    long generation = random.nextLong(-500, 500);
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(200) == 0) {
        generation += random.nextInt(stride);
      }
      long newest = generation;
      set.advanceTo(newest);
      Fingerprint event = fewFingerprints(random);
      model.values().removeIf(added -> newest - added > KEPT);
      assertThat(set.add(event)).isEqualTo(model.putIfAbsent(event, newest) == null);
    }
    // What no table was asked for since is still to be forgotten.
    assertThat(set.size()).isGreaterThanOrEqualTo(model.size());
    assertThat(model.keySet()).noneMatch(set::add);
    set.clear();
  }

  @Property(tries = 60)
  void manyAtOnceAreKnownAsOneByOne(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 9) int chunks) {
    SplittableRandom random = new SplittableRandom(seed);
    FingerprintSet atOnce = new FingerprintSet(memory, GENERATIONS);
    FingerprintSet oneByOne = new FingerprintSet(memory, GENERATIONS);
    atOnce.advanceTo(1);
    oneByOne.advanceTo(1);
    // Some are there already, and some come again in another chunk.
    long[] halves = random.longs(500).toArray();
    atOnce.add(new Fingerprint(halves[0], halves[1]));
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      ByteBuffer chunk = ByteBuffer.allocate(random.nextInt(300) * FingerprintSet.EVENT_BYTES);
      while (chunk.hasRemaining()) {
        Fingerprint event =
            new Fingerprint(halves[random.nextInt(500)], halves[random.nextInt(500)]);
        chunk.putLong(event.high()).putLong(event.low());
        oneByOne.add(event);
      }
      values.add(chunk.array());
    }
    oneByOne.add(new Fingerprint(halves[0], halves[1]));
    atOnce.putAll(values);
    assertThat(atOnce.size()).isEqualTo(oneByOne.size());
    for (long high : halves) {
      for (int i = 0; i < 500; i += 7) {
        Fingerprint event = new Fingerprint(high, halves[i]);
        assertThat(atOnce.add(event)).isEqualTo(oneByOne.add(event));
      }
    }
    atOnce.clear();
    oneByOne.clear();
  }

  @Test
  void anEventTakesAtMost32Bytes() {
    SplittableRandom random = new SplittableRandom(1);
    FingerprintSet set = new FingerprintSet(memory, GENERATIONS);
    set.advanceTo(1);
    for (int i = 1; i <= 1_000_000; i++) {
      set.add(new Fingerprint(random.nextLong(), random.nextLong()));
      if (i >= 100_000 && i % 10_000 == 0) {
        assertThat(memory.bytes() / i).isBetween(16L, 32L);
      }
    }
    assertThat(set.size()).isEqualTo(1_000_000);
    assertThat(memory.events()).isEqualTo(1_000_000);
    set.clear();
    assertThat(memory.bytes()).isZero();
    assertThat(memory.events()).isZero();
  }

  @Test
  void atTheBoundItRefusesRatherThanForgets() {
    SeenMemory small = new SeenMemory(2_000_000);
    FingerprintSet set = new FingerprintSet(small, GENERATIONS);
    set.advanceTo(1);
    assertThatThrownBy(
            () -> {
              for (long i = 0; ; i++) {
                set.add(numbered(i));
              }
            })
        .isInstanceOf(SeenMemoryFullException.class)
        .hasMessageContaining("awfar.dedup.seen-memory");
    assertThat(small.bytes()).isLessThanOrEqualTo(2_000_000);
    assertThat(set.size()).isGreaterThan(60_000);
    // What is known is still known, and to ask for it takes no room.
    assertThat(LongStream.range(0, set.size()).mapToObj(FingerprintSetTest::numbered))
        .noneMatch(set::add);
  }

  private static Fingerprint numbered(long i) {
    return new Fingerprint(i * 0x9E3779B97F4A7C15L, i);
  }

  private static Fingerprint fewFingerprints(SplittableRandom random) {
    long table = random.nextInt(2) * 255L << 56;
    long slot = random.nextInt(40) * 0x0006666666666666L;
    return new Fingerprint(table | slot, random.nextInt(10));
  }
}
