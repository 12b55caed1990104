package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.HistoryProgress;
import java.util.List;

/// How far the history of a number has been handed over, or why it is not. The messages of a
/// history are events of their own.
final class HistoryDetails {

  private HistoryDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    List<HistoryProgress> told =
        value.objects("history").stream()
            .map(HistoryDetails::progress)
            .filter(HistoryDetails::saysAnything)
            .toList();
    event.setHistoryProgress(told.isEmpty() ? null : told);
  }

  private static HistoryProgress progress(JsonFields chunk) {
    HistoryProgress.Builder progress = HistoryProgress.newBuilder().setErrors(Errors.of(chunk));
    JsonFields metadata = chunk.object("metadata");
    if (metadata != null) {
      progress
          .setPhase(metadata.number("phase"))
          .setChunkOrder(metadata.number("chunk_order"))
          .setProgress(metadata.number("progress"));
    }
    return progress.build();
  }

  private static boolean saysAnything(HistoryProgress progress) {
    return progress.getPhase() != null
        || progress.getChunkOrder() != null
        || progress.getProgress() != null
        || !progress.getErrors().isEmpty();
  }
}
