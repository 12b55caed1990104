package io.awfar.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Post;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostSequenceTest {

  @Test
  void theSameSeedGivesTheSameBodies() {
    assertThat(bodies(settings(7, 3000))).isEqualTo(bodies(settings(7, 3000)));
  }

  @Test
  void anotherSeedSharesNoEventWithIt() {
    Set<String> first = identities(7);
    Set<String> second = identities(8);
    assertThat(first).hasSize(3000);
    assertThat(second).hasSize(3000).doesNotContainAnyElementsOf(first);
  }

  @Test
  void everyEventGoesOutAndNoneTwiceUnlessItIsCountedAsARepeat() {
    int redelivered = 0;
    int deliveries = 0;
    Set<Long> seen = new HashSet<>();
    for (Post post : posts(settings(1, 20_000))) {
      redelivered += post.redelivered();
      deliveries += post.size();
      post.events().forEach(event -> seen.add(event.ordinal()));
    }
    assertThat(seen).hasSize(20_000);
    assertThat(deliveries - redelivered).isEqualTo(20_000);
    assertThat((double) redelivered / deliveries).isCloseTo(0.15, within(0.03));
  }

  @Test
  void repeatsAreNearAndFar() {
    Map<Long, Integer> firstPost = new HashMap<>();
    int near = 0;
    int far = 0;
    int number = 0;
    for (Post post : posts(settings(1, 20_000))) {
      number++;
      for (Event event : post.events()) {
        Integer before = firstPost.putIfAbsent(event.ordinal(), number);
        if (before != null && number - before <= 100) {
          near++;
        } else if (before != null && number - before > 1000) {
          far++;
        }
      }
    }
    assertThat(near).isGreaterThan(500);
    assertThat(far).isGreaterThan(300);
  }

  @Test
  void aRepeatedEventIsTheSameToTheByte() {
    Map<Long, String> json = new HashMap<>();
    for (Post post : posts(settings(1, 5000))) {
      for (Event event : post.events()) {
        String first = json.putIfAbsent(event.ordinal(), event.json());
        assertThat(first == null || first.equals(event.json())).isTrue();
      }
    }
  }

  @Test
  void theOrderIsShuffled() {
    List<Long> ordinals = new ArrayList<>();
    posts(settings(1, 2000)).forEach(p -> p.events().forEach(e -> ordinals.add(e.ordinal())));
    assertThat(ordinals).isNotEqualTo(ordinals.stream().sorted().toList());
    assertThat(ordinals.indexOf(0L)).isNotZero();
  }

  @Test
  void withoutRepeatsEachEventGoesOutOnce() {
    TrafficSettings settings =
        SimulatorSettings.builder(URI.create("http://localhost/"), "s")
            .eventsMax(1000)
            .duplicates(0)
            .batch(BatchSizes.parse("1"))
            .build()
            .traffic();
    List<Post> posts = posts(settings);
    assertThat(posts).hasSize(1000).allMatch(p -> p.size() == 1 && p.redelivered() == 0);
  }

  private static List<String> bodies(TrafficSettings settings) {
    return posts(settings).stream()
        .map(p -> p.layout() + " " + p.events().stream().map(Event::json).toList())
        .toList();
  }

  private static Set<String> identities(long seed) {
    Set<String> identities = new HashSet<>();
    posts(settings(seed, 3000))
        .forEach(post -> post.events().forEach(event -> identities.add(event.identity())));
    return identities;
  }

  private static List<Post> posts(TrafficSettings settings) {
    List<Post> posts = new ArrayList<>();
    PostSequence sequence = new PostSequence(settings);
    while (sequence.hasNext()) {
      posts.add(sequence.next());
    }
    return posts;
  }

  private static TrafficSettings settings(long seed, long events) {
    return SimulatorSettings.builder(URI.create("http://localhost/"), "s")
        .seed(seed)
        .eventsMax(events)
        .baseInstant(Instant.parse("2026-11-22T10:00:00Z"))
        .build()
        .traffic();
  }
}
