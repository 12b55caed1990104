package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExactlyOnceTest {

  private static final String ONCE = "exactly once";
  private static final String NOT_SENT = "not sent";
  private static final String ROWS = "is in PostgreSQL";
  private static final String IDENTITIES = "identity of its own";
  private static final String SUM = "received =";
  private static final String STORED = "stored =";
  private static final String LETTERS = "dead letter";
  private static final String FILES = "fate of every file is told";
  private static final String STORED_FILES = "fate of every file is in PostgreSQL";

  private final SoundRun run = new SoundRun();

  @Test
  void whereAllWasWellNoPromiseIsBroken() {
    assertThat(run.broken()).isEmpty();
  }

  @Test
  void eventsThatShareAnIdentityAreFound() {
    run.sent = 5;

    assertThat(run.brokenNames()).singleElement().asString().contains(IDENTITIES);
  }

  @Test
  void anEventThatIsMissingInTheTopicsIsFoundAndNamed() {
    run.messages.remove(1);

    assertThat(run.broken())
        .anySatisfy(promise -> {
          assertThat(promise.name()).contains("clean topics").contains(ONCE);
          assertThat(promise.examples()).containsExactly("missing m|1|b");
        });
  }

  @Test
  void anEventThatIsDoubledInTheTopicsIsFoundAndNamed() {
    run.messages.add(new Placed("m|1|a", "1|9", 3, 2));

    assertThat(run.broken())
        .anySatisfy(promise -> {
          assertThat(promise.name()).contains("clean topics").contains(ONCE);
          assertThat(promise.examples()).containsExactly("doubled m|1|a (2 times)");
        });
  }

  @Test
  void anEventThatWasNeverSentIsFoundAndNamed() {
    run.messages.add(new Placed("m|1|z", "1|9", 3, 2));

    assertThat(run.broken())
        .anySatisfy(promise -> {
          assertThat(promise.name()).contains(NOT_SENT);
          assertThat(promise.examples()).containsExactly("m|1|z");
        });
  }

  @Test
  void aMissingADoubledAndAForeignRowAreFound() {
    run.rows.remove("m|1|b");
    assertThat(run.brokenNames()).singleElement().asString().contains(ROWS);
    run.rows.add("m|1|b");
    run.rows.add("m|1|a");
    assertThat(run.brokenNames()).singleElement().asString().contains(ROWS);
    run.rows.remove("m|1|a");
    run.rows.add("m|1|z");
    assertThat(run.brokenNames()).singleElement().asString().contains(ROWS);
  }

  @Test
  void countsThatDoNotAddUpAreFound() {
    run.counts = new Counts(5, 4, 0, 0, 4, 1, 1);
    assertThat(run.brokenNames()).singleElement().asString().contains(SUM);
  }

  @Test
  void countsThatAddUpButAreNotTrueAreFound() {
    run.counts = new Counts(6, 4, 2, 0, 4, 1, 1);
    assertThat(run.brokenNames()).singleElement().asString().contains(SUM);
    run.counts = new Counts(5, 3, 2, 0, 3, 1, 1);
    assertThat(run.brokenNames()).singleElement().asString().contains(SUM);
  }

  @Test
  void anEventThatWasPublishedAndNotStoredIsFound() {
    run.counts = new Counts(5, 4, 1, 0, 3, 1, 1);

    assertThat(run.brokenNames()).singleElement().asString().contains(STORED);
  }

  @Test
  void aDeadLetterIsFound() {
    run.deadLetters.add("undecodable of dedup-stream: whatsapp.events.raw-3 at 7");

    assertThat(run.brokenNames()).singleElement().asString().contains(LETTERS);
  }

  @Test
  void aFileWithoutItsFateOrWithTwoIsFound() {
    run.fates.add("file");
    assertThat(run.brokenNames()).singleElement().asString().contains(FILES);
    run.fates.clear();
    assertThat(run.brokenNames()).singleElement().asString().contains(FILES);
  }

  @Test
  void aFileWithoutItsRowOrWithAnothersIsFound() {
    run.storedFates.set(0, "another");

    assertThat(run.brokenNames()).singleElement().asString().contains(STORED_FILES);
  }
}
