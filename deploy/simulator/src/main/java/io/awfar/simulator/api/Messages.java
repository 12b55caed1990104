package io.awfar.simulator.api;

import io.awfar.simulator.fault.CallFacts;
import io.awfar.simulator.fault.Disturbance;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Faults;
import io.awfar.simulator.fault.Operation;
import io.awfar.simulator.graph.Answer;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import io.awfar.simulator.number.Numbers;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.send.SendReader;
import io.awfar.simulator.send.SendRequest;
import io.awfar.simulator.send.SendRequest.Outgoing;
import io.awfar.simulator.send.SendRequest.ReadMark;
import java.io.IOException;
import java.io.InputStream;

/// Accepts messages to people, and marks of reading.
public final class Messages {

  private static final int BODY_BYTES_MAX = 1 << 20;

  private final Numbers numbers;
  private final SendReader reader;
  private final Acceptance acceptance;
  private final Faults faults;
  private final SendLedger ledger;

  /// Messages from these numbers.
  public Messages(
      Numbers numbers, SendReader reader, Acceptance acceptance, Faults faults, SendLedger ledger) {
    this.numbers = numbers;
    this.reader = reader;
    this.acceptance = acceptance;
    this.faults = faults;
    this.ledger = ledger;
  }

  Answer accept(String numberId, InputStream body) throws GraphError, IOException {
    try {
      PhoneNumber number = numbers.get(numberId);
      ledger.arrived(numberId);
      byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
      if (bytes.length > BODY_BYTES_MAX) {
        throw GraphError.parameter("The body is too large.");
      }
      SendRequest request = reader.read(bytes);
      return switch (request) {
        case ReadMark mark -> read(number, mark);
        case Outgoing message -> send(number, message, bytes);
      };
    } catch (GraphError e) {
      ledger.count(Call.REFUSED);
      throw e;
    }
  }

  private Answer read(PhoneNumber number, ReadMark mark) throws GraphError, IOException {
    Disturbance disturbance = faults.disturbance(CallFacts.of(Operation.READ, number.id()));
    return Disturbed.call(
        disturbance,
        () -> {
          numbers.admitAtAll(number);
          ledger.read(mark.messageId(), mark.typing());
          return Reply.success();
        });
  }

  private Answer send(PhoneNumber number, Outgoing message, byte[] bytes)
      throws GraphError, IOException {
    Disturbance disturbance =
        faults.disturbance(
            new CallFacts(Operation.SEND, number.id(), message.to()),
            RecipientScript.of(message.to()));
    if (disturbance.instead().orElse(null) instanceof Effect.HttpError) {
      ledger.count(Call.REFUSED);
    }
    return Disturbed.call(
        disturbance,
        () -> {
          Reply reply = acceptance.accept(number, message, bytes, disturbance);
          if (disturbance.answer().isPresent()) {
            ledger.count(Call.UNCONFIRMED);
          }
          return reply;
        });
  }
}
