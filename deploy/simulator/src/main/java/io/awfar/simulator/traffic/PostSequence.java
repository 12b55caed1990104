package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.Post;
import java.util.ArrayList;
import java.util.List;

/// The POSTs of a run in order: new events shuffled, and repeats of old ones, near and far.
///
/// A repeat is a whole POST again, or single events that now travel with others. Half of the single
/// ones come from the last hundred POSTs, half from anywhere in the run. Memory is bounded by those
/// hundred: older events are computed again. One thread at a time.
public final class PostSequence {

  private static final long SEQUENCE_SALT = 5;
  private static final int NEAR_POSTS = 100;
  private static final double WHOLE_POSTS = 1.0 / 3;

  private final TrafficSettings settings;
  private final EventGenerator generator;
  private final Draw draw;
  private final ShuffledOrdinals fresh;
  private final List<PlannedPost> near = new ArrayList<>(NEAR_POSTS);
  private int oldest;

  /// The sequence of this traffic, from its start.
  public PostSequence(TrafficSettings settings) {
    this.settings = settings;
    this.generator = new EventGenerator(settings);
    this.draw = Draw.of(settings.seed(), SEQUENCE_SALT);
    this.fresh =
        new ShuffledOrdinals(Draw.of(settings.seed(), ~SEQUENCE_SALT), settings.eventsMax());
  }

  /// True until every event has been out.
  public boolean hasNext() {
    return fresh.hasNext();
  }

  /// The next POST.
  public Post next() {
    double wholeShare = settings.duplicates() * WHOLE_POSTS;
    if (!near.isEmpty() && draw.chance(wholeShare)) {
      PlannedPost again = draw.pick(near);
      return new PlannedPost(generator, again.ordinals(), again.size(), again.layout());
    }
    // What whole POSTs leave of the share that the settings ask for.
    double singleShare = (settings.duplicates() - wholeShare) / (1 - wholeShare);
    int size = settings.batch().draw(draw);
    List<Long> ordinals = new ArrayList<>(size);
    int redelivered = 0;
    while (ordinals.size() < size && fresh.hasNext()) {
      if (!near.isEmpty() && draw.chance(singleShare)) {
        ordinals.add(earlier());
        redelivered++;
      } else {
        ordinals.add(fresh.next());
      }
    }
    long[] planned = ordinals.stream().mapToLong(Long::longValue).toArray();
    PlannedPost post = new PlannedPost(generator, planned, redelivered, draw.bits());
    remember(post);
    return post;
  }

  private long earlier() {
    if (fresh.surelyOut() > 0 && draw.chance(0.5)) {
      return draw.below(fresh.surelyOut());
    }
    long[] ordinals = draw.pick(near).ordinals();
    return ordinals[draw.below(ordinals.length)];
  }

  private void remember(PlannedPost post) {
    if (near.size() < NEAR_POSTS) {
      near.add(post);
    } else {
      near.set(oldest, post);
      oldest = (oldest + 1) % NEAR_POSTS;
    }
  }
}
