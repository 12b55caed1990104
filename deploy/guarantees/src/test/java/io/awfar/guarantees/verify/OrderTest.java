package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {

  private static final String ORDER = "in the order";
  private static final String POSTS = "in one webhook";

  private final SoundRun run = new SoundRun();

  @Test
  void twoEventsOfAChatInTheWrongOrderAreFoundAndNamed() {
    run.messages.set(0, new Placed("m|1|b", "1|9", 3, 0));
    run.messages.set(1, new Placed("m|1|a", "1|9", 3, 1));

    assertThat(run.broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(ORDER);
          assertThat(promise.examples())
              .containsExactly("m|1|a came in before and out after m|1|b");
        });
  }

  @Test
  void aRepeatDoesNotChangeWhenAnEventFirstCameIn() {
    run.raw.add(new Placed("m|1|b", "1|9", 3, 4));
    run.raw.add(new Placed("m|1|a", "1|9", 3, 5));
    run.counts = new Counts(7, 4, 3, 0, 4, 1, 1);

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void eventsOfDifferentChatsHaveNoOrder() {
    Placed last = run.messages.removeLast();
    run.messages.addFirst(last);

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void anEventInAnotherPartitionThanItsChatIsFound() {
    run.messages.set(2, new Placed("m|1|c", "1|8", 5, 0));

    assertThat(run.brokenNames()).singleElement().asString().contains(ORDER);
  }

  @Test
  void twoEventsOfAChatInAnotherOrderThanTheirWebhookAreFoundAndNamed() {
    run.postsAtOnce.add(new long[] {1, 3});
    run.postsAtOnce.add(new long[] {0, 1});
    assertThat(run.broken()).isEmpty();

    run.raw.removeIf(event -> event.identity().equals("m|1|a"));
    run.raw.add(new Placed("m|1|a", "1|9", 3, 4));
    run.messages.addLast(run.messages.removeFirst());
    run.counts = new Counts(4, 4, 0, 0, 4, 1, 1);
    run.deliveries = 4;

    assertThat(run.broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(POSTS);
          assertThat(promise.examples())
              .containsExactly("m|1|b stood after m|1|a in its webhook and came in before it");
        });
  }

  @Test
  void ofEventsThatCameInTwiceNobodyKnowsInWhichWebhook() {
    run.postsAtOnce.add(new long[] {1, 0});

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void aMessageWithAChangeOfItsOwnStandsApartFromItsWebhook() {
    run.raw.remove(2);
    run.counts = new Counts(4, 4, 0, 0, 4, 1, 1);
    run.deliveries = 4;
    run.postsAtOnce.add(new long[] {1, 0});
    assertThat(run.brokenNames()).singleElement().asString().contains(POSTS);

    run.events.set(1, SoundRun.message(1, "b", true));

    assertThat(run.broken()).isEmpty();
  }
}
