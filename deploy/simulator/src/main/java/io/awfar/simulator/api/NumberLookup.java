package io.awfar.simulator.api;

import io.awfar.simulator.payload.PhoneNumber;

/// Says what WhatsApp knows of a number, whatever fields are asked for.
final class NumberLookup {

  private NumberLookup() {}

  static Reply reply(PhoneNumber number) {
    return Reply.json(body ->
        body.put("id", number.id())
            .put("display_phone_number", '+' + number.display())
            .put("verified_name", "Awfar " + number.id())
            .put("quality_rating", "GREEN"));
  }
}
