package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Post;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The account of what was offered to the webhook and what it acknowledged.
///
/// An event counts as acknowledged once any POST that carried it was answered 200. Counts are exact
/// for any length of run; the identities themselves are kept only for short ones.
public final class Ledger {

  private final int identitiesMax;
  private final LatencyHistogram answers = new LatencyHistogram();
  private final LatencyHistogram sinceDue = new LatencyHistogram();

  private final OrdinalSet acknowledgedOrdinals = new OrdinalSet();
  private @Nullable Map<String, Long> ordinals = new HashMap<>();
  private final List<long[]> postsAtOnce = new ArrayList<>();
  private final SortedMap<String, Long> refusals = new TreeMap<>();
  private long eventsOffered;
  private long duplicatesOffered;
  private long messages;
  private long statuses;
  private long channelEvents;
  private long deliveriesAcknowledged;
  private long postsOffered;
  private long postsAcknowledged;
  private long postsAbandoned;
  private long retries;

  /// A ledger that forgets identities when there are more than this many.
  public Ledger(int identitiesMax) {
    this.identitiesMax = identitiesMax;
  }

  /// A POST is about to be sent for the first time.
  public synchronized void offered(Post post) {
    postsOffered++;
    duplicatesOffered += post.redelivered();
    eventsOffered += post.size() - post.redelivered();
  }

  /// A POST is about to be sent again.
  public synchronized void retried() {
    retries++;
  }

  /// A POST was answered 200.
  ///
  /// @param atOnce true if that was its first attempt, so that it arrived once
  public synchronized void acknowledged(List<Event> events, boolean atOnce) {
    postsAcknowledged++;
    deliveriesAcknowledged += events.size();
    for (Event event : events) {
      if (acknowledgedOrdinals.add(event.ordinal())) {
        count(event);
      }
    }
    if (atOnce && events.size() > 1 && ordinals != null) {
      postsAtOnce.add(events.stream().mapToLong(Event::ordinal).toArray());
    }
  }

  /// A POST was answered otherwise, or not at all.
  ///
  /// @param answer the status code, or what happened instead
  public synchronized void refused(String answer) {
    refusals.merge(answer, 1L, Long::sum);
  }

  /// A POST is given up and will not be sent again.
  public synchronized void abandoned() {
    postsAbandoned++;
  }

  /// How long an answer took.
  public void answeredIn(long nanos) {
    answers.record(nanos);
  }

  /// How long the answer to a first attempt took from when the schedule wanted it sent, so that
  /// time spent waiting for a free connection is not left out.
  public void answeredSinceDue(long nanos) {
    sinceDue.record(nanos);
  }

  /// All counts at one moment.
  public synchronized LedgerSnapshot snapshot() {
    return new LedgerSnapshot(
        eventsOffered,
        messages + statuses + channelEvents,
        messages,
        statuses,
        channelEvents,
        duplicatesOffered,
        deliveriesAcknowledged,
        postsOffered,
        postsAcknowledged,
        postsAbandoned,
        retries,
        new TreeMap<>(refusals),
        answers.latency(),
        sinceDue.latency());
  }

  /// Identities of the events acknowledged; empty when they were too many to keep.
  public synchronized Optional<Set<String>> identities() {
    return Optional.ofNullable(ordinals).map(kept -> Set.copyOf(kept.keySet()));
  }

  /// The same, each with the number of its event, of one of them if several have it; empty as well
  /// when they were too many to keep.
  public synchronized Optional<Map<String, Long>> ordinals() {
    return Optional.ofNullable(ordinals).map(Map::copyOf);
  }

  /// The numbers of the events of each POST of several that was answered 200 at its first attempt,
  /// in the order of its events; none when identities were too many to keep.
  public synchronized List<long[]> postsAtOnce() {
    return List.copyOf(postsAtOnce);
  }

  private void count(Event event) {
    switch (event) {
      case Event.MessageEvent message -> messages++;
      case Event.StatusEvent status -> statuses++;
      case Event.ChannelEvent channelEvent -> channelEvents++;
    }
    Map<String, Long> kept = ordinals;
    if (kept != null) {
      if (kept.size() < identitiesMax) {
        kept.put(event.identity(), event.ordinal());
      } else {
        ordinals = null;
        postsAtOnce.clear();
      }
    }
  }
}
