package io.awfar.ingest.send;

import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.SendAttempt;
import java.time.Clock;

/// The steps of a send, as the journal takes them.
final class Steps {

  private Steps() {}

  static SendAttempt of(Send send, AttemptStep step, Clock clock) {
    return builder(send, step, clock).build();
  }

  static SendAttempt notSent(Send send, String reason, Clock clock) {
    return builder(send, AttemptStep.NOT_SENT, clock).setReason(reason).build();
  }

  static SendAttempt failing(Send send, Ending.Failed ending, Clock clock) {
    return builder(send, AttemptStep.FAILING, clock)
        .setReason(ending.reason())
        .setDetail(ending.detail())
        .build();
  }

  static SendAttempt end(Send send, Ending ending, Clock clock) {
    return switch (ending) {
      case Ending.Accepted(String waMessageId, _) ->
          builder(send, AttemptStep.ACCEPTED, clock).setWaMessageId(waMessageId).build();
      case Ending.Failed failed ->
          builder(send, AttemptStep.FAILED, clock)
              .setReason(failed.reason())
              .setErrorCode(failed.error() == null ? null : failed.error().code())
              .build();
      case Ending.Unconfirmed _ -> of(send, AttemptStep.UNCONFIRMED, clock);
    };
  }

  private static SendAttempt.Builder builder(Send send, AttemptStep step, Clock clock) {
    return SendAttempt.newBuilder()
        .setSendId(send.id())
        .setOwnerId(send.command().getOwnerId())
        .setChannelId(send.command().getChannelId())
        .setAttempt(send.attempt())
        .setStep(step)
        .setCommandOffset(send.offset())
        .setOccurredAt(clock.instant());
  }
}
