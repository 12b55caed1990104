package io.awfar.ingest.send;

import io.awfar.ingest.attempt.OwnStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Acts on what statuses tell of sends that have ended: that WhatsApp sends nothing of their number
/// after all, and who those were for that were shown as unconfirmed.
final class LateStatuses implements Consumer<List<OwnStatus>> {

  private final SendDesk desk;
  private final UnconfirmedSends unconfirmed;

  LateStatuses(SendDesk desk, UnconfirmedSends unconfirmed) {
    this.desk = desk;
    this.unconfirmed = unconfirmed;
  }

  @Override
  public void accept(List<OwnStatus> statuses) {
    List<AccountError> errors = new ArrayList<>();
    for (OwnStatus own : statuses) {
      AccountError error = AccountError.of(own.status());
      if (error != null) {
        errors.add(error);
      }
      unconfirmed.settle(own);
    }
    if (!errors.isEmpty()) {
      desk.pause(errors);
    }
  }
}
