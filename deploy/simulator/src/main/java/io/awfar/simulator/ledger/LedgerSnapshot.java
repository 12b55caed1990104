package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.JsonText;
import java.util.SortedMap;

/// The counts of a ledger at one moment.
///
/// @param eventsOffered different events sent at least once
/// @param eventsAcknowledged different events in a POST that was answered 200
/// @param messagesAcknowledged those of them that are messages
/// @param statusesAcknowledged those that are statuses
/// @param channelEventsAcknowledged the others
/// @param duplicatesOffered deliveries that repeated an earlier one on purpose
/// @param deliveriesAcknowledged events in POSTs that were answered 200, repeats included. A
///   receiver may have accepted more, where its 200 was lost on the way, but never fewer
/// @param postsOffered POSTs sent at least once
/// @param postsAcknowledged POSTs answered 200
/// @param postsAbandoned POSTs given up
/// @param retries attempts beyond the first
/// @param refusals answers other than 200, by status code or by what happened instead
/// @param answers time from request to answer, every attempt that got one
/// @param answersSinceDue time from the scheduled moment to the 200 of a first attempt
public record LedgerSnapshot(
    long eventsOffered,
    long eventsAcknowledged,
    long messagesAcknowledged,
    long statusesAcknowledged,
    long channelEventsAcknowledged,
    long duplicatesOffered,
    long deliveriesAcknowledged,
    long postsOffered,
    long postsAcknowledged,
    long postsAbandoned,
    long retries,
    SortedMap<String, Long> refusals,
    Latency answers,
    Latency answersSinceDue) {

  /// POSTs sent and not yet answered 200; each may have been accepted all the same.
  public long postsOutstanding() {
    return postsOffered - postsAcknowledged - postsAbandoned;
  }

  /// True if every POST was answered 200: none is outstanding and none was given up.
  public boolean allAcknowledged() {
    return postsAcknowledged == postsOffered;
  }

  /// The counts as a JSON object.
  public String json() {
    return JsonText.object(json ->
        json.put("eventsOffered", eventsOffered)
            .put("eventsAcknowledged", eventsAcknowledged)
            .put("messagesAcknowledged", messagesAcknowledged)
            .put("statusesAcknowledged", statusesAcknowledged)
            .put("channelEventsAcknowledged", channelEventsAcknowledged)
            .put("duplicatesOffered", duplicatesOffered)
            .put("deliveriesAcknowledged", deliveriesAcknowledged)
            .put("postsOffered", postsOffered)
            .put("postsAcknowledged", postsAcknowledged)
            .put("postsOutstanding", postsOutstanding())
            .put("postsAbandoned", postsAbandoned)
            .put("retries", retries)
            .object("refusals", map -> refusals.forEach(map::put))
            .object("answers", answers::writeTo)
            .object("answersSinceDue", answersSinceDue::writeTo));
  }
}
