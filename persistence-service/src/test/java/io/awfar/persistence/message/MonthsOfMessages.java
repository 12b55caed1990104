package io.awfar.persistence.message;

import static io.awfar.persistence.Events.message;

import io.awfar.persistence.Events;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Messages of a month, the same ones each time.
final class MonthsOfMessages {

  static final int EACH = 50;

  private MonthsOfMessages() {}

  static List<Message> messages(String month) {
    List<Message> messages = new ArrayList<>();
    Instant first = Instant.parse(month + "-05T10:00:00Z");
    for (int i = 0; i < EACH; i++) {
      messages.add(
          message("c", "20" + i % 7, month + i, 0)
              .setSentAt(first.plusSeconds(i))
              .setMessageId(StableId.message(Events.OWNER, "c", month + i, first.plusSeconds(i)))
              .build());
    }
    return messages;
  }
}
