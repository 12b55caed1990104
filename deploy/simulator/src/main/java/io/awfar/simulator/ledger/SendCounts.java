package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.JsonText;

/// What the deployment asked of the API.
///
/// @param sendsAccepted messages accepted
/// @param sendsRepeated those whose callback data had been accepted before: a message sent twice
/// @param bodiesRepeated those of which the very bytes had been accepted before
/// @param sendsUncompared those that could not be compared with all others, for there were too many
/// @param sendsUnconfirmed those whose caller got no answer, or an error: whether they went out
///   only their statuses tell
/// @param sendsRefused messages, and marks of reading, answered with an error
/// @param readMarks messages marked as read
/// @param typingIndicators those of them that said that the business is typing
/// @param uploads files uploaded
/// @param lookups media looked up
/// @param downloads files downloaded
/// @param removals files removed
/// @param queries questions about numbers and templates
/// @param unauthorized calls without the right token
public record SendCounts(
    long sendsAccepted,
    long sendsRepeated,
    long bodiesRepeated,
    long sendsUncompared,
    long sendsUnconfirmed,
    long sendsRefused,
    long readMarks,
    long typingIndicators,
    long uploads,
    long lookups,
    long downloads,
    long removals,
    long queries,
    long unauthorized) {

  /// The counts as a JSON object.
  public String json() {
    return JsonText.object(this::writeTo);
  }

  /// Writes each count as a member.
  public void writeTo(JsonText json) {
    json.put("sendsAccepted", sendsAccepted)
        .put("sendsRepeated", sendsRepeated)
        .put("bodiesRepeated", bodiesRepeated)
        .put("sendsUncompared", sendsUncompared)
        .put("sendsUnconfirmed", sendsUnconfirmed)
        .put("sendsRefused", sendsRefused)
        .put("readMarks", readMarks)
        .put("typingIndicators", typingIndicators)
        .put("uploads", uploads)
        .put("lookups", lookups)
        .put("downloads", downloads)
        .put("removals", removals)
        .put("queries", queries)
        .put("unauthorized", unauthorized);
  }
}
