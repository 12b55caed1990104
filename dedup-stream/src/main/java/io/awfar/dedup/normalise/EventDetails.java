package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;

/// Reads what a channel event of one field tells, into the record that the contract has for it.
interface EventDetails {

  /// Sets the record. What it has nothing for is in the JSON, as all else is.
  void read(JsonFields value, ChannelEvent.Builder event);
}
