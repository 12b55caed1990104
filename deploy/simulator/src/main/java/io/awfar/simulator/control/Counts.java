package io.awfar.simulator.control;

import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.ledger.AcceptedSend;
import io.awfar.simulator.ledger.Ledger;
import io.awfar.simulator.ledger.SendLedger;
import java.util.Map;

/// `/_simulator/sends`, `/_simulator/reads` and `/_simulator/ledger`: what was counted.
final class Counts {

  private final SendLedger sends;
  private final Ledger ledger;

  Counts(SendLedger sends, Ledger ledger) {
    this.sends = sends;
    this.ledger = ledger;
  }

  /// All counts, or, with `callback=...`, how often that message was accepted.
  Reply sends(Map<String, String> query) {
    String callbackData = query.get("callback");
    if (callbackData != null) {
      AcceptedSend send =
          sends.send(callbackData).orElseGet(() -> new AcceptedSend(callbackData, 0, ""));
      return Reply.json(send::writeTo);
    }
    return Reply.json(answer -> {
      sends.counts().writeTo(answer);
      answer.list("repeated", list -> sends.repeated().forEach(each -> list.item(each::writeTo)));
    });
  }

  /// How often the message `message=...` was marked as read.
  Reply reads(Map<String, String> query) {
    String message = query.getOrDefault("message", "");
    return Reply.json(answer -> answer.put("message", message).put("times", sends.reads(message)));
  }

  Reply ledger() {
    return Reply.written(ledger.snapshot().json());
  }
}
