package io.awfar.simulator.message;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is settled about a message before its content is drawn.
///
/// @param wamid its id
/// @param earlier a message that the same sender wrote before, if there is one
/// @param answered a message that the business wrote to the sender
/// @param groupId the group it was written in
/// @param mediaBytes size of files, about
public record MessageFacts(
    long ordinal,
    PhoneNumber number,
    Contact sender,
    String wamid,
    Instant at,
    @Nullable String earlier,
    String answered,
    @Nullable String groupId,
    int mediaBytes,
    Draw draw) {

  String timestamp() {
    return Long.toString(at.getEpochSecond());
  }
}
