package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Post;
import java.util.HashSet;
import java.util.List;
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
  private @Nullable Set<String> identities = new HashSet<>();
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
  public synchronized void acknowledged(List<Event> events) {
    postsAcknowledged++;
    deliveriesAcknowledged += events.size();
    for (Event event : events) {
      if (acknowledgedOrdinals.add(event.ordinal())) {
        count(event);
      }
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
    return Optional.ofNullable(identities).map(Set::copyOf);
  }

  private void count(Event event) {
    switch (event) {
      case Event.MessageEvent message -> messages++;
      case Event.StatusEvent status -> statuses++;
      case Event.ChannelEvent channelEvent -> channelEvents++;
    }
    Set<String> kept = identities;
    if (kept != null) {
      if (kept.size() < identitiesMax) {
        kept.add(event.identity());
      } else {
        identities = null;
      }
    }
  }
}
