package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownFilesTest {

  private static final String OWNER = "00000000-0000-4000-8000-000000000001/";

  private final List<String> asked = new ArrayList<>();

  private static String key(int number) {
    return OWNER + "%064x".formatted(number);
  }

  private List<String> read(List<String> keys, int pageFiles) {
    KnownFiles.Pages pages =
        (after, filesMax) -> {
          asked.add(after);
          return keys.stream()
              .filter(key -> key.compareTo(after) > 0)
              .limit(filesMax)
              .map(key -> new KnownFile(key, Instant.EPOCH))
              .toList();
        };
    List<String> read = new ArrayList<>();
    new KnownFiles(pages, pageFiles).forEachRemaining(file -> read.add(file.key()));
    return read;
  }

  @Test
  void allAreReadHoweverTheyFallIntoPages() {
    for (int count = 0; count < 8; count++) {
      List<String> keys = IntStream.range(0, count).mapToObj(KnownFilesTest::key).toList();
      for (int pageFiles = 1; pageFiles < 10; pageFiles++) {
        assertThat(read(keys, pageFiles)).isEqualTo(keys);
      }
    }
  }

  @Test
  void eachPageBeginsBehindTheOneBefore() {
    assertThat(read(List.of(key(1), key(2), key(3), key(4), key(5)), 2)).hasSize(5);

    assertThat(asked).containsExactly("", key(2), key(4));
  }

  @Test
  void whatCanBeNoObjectOfOursIsPassedOver() {
    List<String> keys = List.of("0", key(1), key(2) + ".thumbnail", key(3), "object-2");

    for (int pageFiles = 1; pageFiles < 7; pageFiles++) {
      assertThat(read(keys, pageFiles)).containsExactly(key(1), key(3));
    }
  }

  @Test
  void rowsThatAreNotInOrderAreNotCompared() {
    KnownFiles.Pages pages =
        (_, _) ->
            List.of(new KnownFile(key(2), Instant.EPOCH), new KnownFile(key(1), Instant.EPOCH));

    assertThatThrownBy(() -> new KnownFiles(pages, 10).forEachRemaining(_ -> {}))
        .isInstanceOfSatisfying(
            RunEndedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.DISORDERED));
  }
}
