package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.JsonText;

/// What the deployment asked of the API.
///
/// @param sendsAccepted messages accepted
/// @param sendsRepeated those whose callback data had been accepted before: a message sent twice
/// @param sendsRefused messages answered with an error
/// @param readMarks messages marked as read
/// @param uploads files uploaded
/// @param lookups media looked up
/// @param downloads files downloaded
/// @param unauthorized calls without the right token
public record SendCounts(
    long sendsAccepted,
    long sendsRepeated,
    long sendsRefused,
    long readMarks,
    long uploads,
    long lookups,
    long downloads,
    long unauthorized) {

  /// The counts as a JSON object.
  public String json() {
    return JsonText.object(json ->
        json.put("sendsAccepted", sendsAccepted)
            .put("sendsRepeated", sendsRepeated)
            .put("sendsRefused", sendsRefused)
            .put("readMarks", readMarks)
            .put("uploads", uploads)
            .put("lookups", lookups)
            .put("downloads", downloads)
            .put("unauthorized", unauthorized));
  }
}
