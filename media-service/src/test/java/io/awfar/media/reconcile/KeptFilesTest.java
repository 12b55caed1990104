package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.awfar.media.store.ListedObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptFilesTest {

  private static final String OWNER = "00000000-0000-4000-8000-000000000001/";
  private static final String A = OWNER + "a".repeat(64);
  private static final String B = OWNER + "b".repeat(64);
  private static final String C = OWNER + "c".repeat(64);

  private static List<KeptFile> files(ListedObject... listing) {
    List<KeptFile> files = new ArrayList<>();
    new KeptFiles(List.of(listing).iterator()).forEachRemaining(files::add);
    return files;
  }

  private static ListedObject object(String key, long second) {
    return new ListedObject(key, Instant.ofEpochSecond(second));
  }

  @Test
  void whatIsBesideAFileBelongsToIt() {
    assertThat(
            files(
                object(A, 1),
                object(A + ".thumbnail", 3),
                object(A + ".whatsapp-106540352242922", 2),
                object(B, 4)))
        .containsExactly(
            new KeptFile(A, true, Instant.ofEpochSecond(3)),
            new KeptFile(B, true, Instant.ofEpochSecond(4)));
  }

  @Test
  void whatIsLeftOfAFileIsNotWhole() {
    assertThat(files(object(A + ".thumbnail", 1), object(B, 2), object(C + ".whatsapp-1", 3)))
        .extracting(KeptFile::key, KeptFile::whole)
        .containsExactly(tuple(A, false), tuple(B, true), tuple(C, false));
  }

  @Test
  void whatIsNoFileIsPassedOver() {
    assertThat(files(object("00/backup", 1), object(A, 1), object("awfar-private-probe", 1)))
        .extracting(KeptFile::key)
        .containsExactly(A);
    assertThat(files(object("awfar-private-probe", 1))).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void aListingThatIsNotInOrderIsNotCompared() {
    for (ListedObject[] listing :
        new ListedObject[][] {
          {object(B, 1), object(A, 1)},
          {object(A, 1), object(B, 1), object(A + ".thumbnail", 1)}
        }) {
      assertThatThrownBy(() -> files(listing))
          .isInstanceOfSatisfying(
              RunEndedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.DISORDERED));
    }
  }
}
