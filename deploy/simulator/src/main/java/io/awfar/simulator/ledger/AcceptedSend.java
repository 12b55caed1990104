package io.awfar.simulator.ledger;

import io.awfar.simulator.payload.JsonText;

/// A message that was accepted, told from others by its callback data.
///
/// @param times how often it was accepted: above 1 it was sent more than once
/// @param wamid the id it got first
public record AcceptedSend(String callbackData, int times, String wamid) {

  AcceptedSend again() {
    return new AcceptedSend(callbackData, times + 1, wamid);
  }

  /// Writes its members.
  public void writeTo(JsonText json) {
    json.put("callbackData", callbackData).put("times", times).put("wamid", wamid);
  }
}
