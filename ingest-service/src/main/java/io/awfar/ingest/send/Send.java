package io.awfar.ingest.send;

import io.awfar.whatsapp.SendCommand;
import io.awfar.whatsapp.SendPriority;
import java.util.UUID;

/// One command on its way. For the desk's thread only.
final class Send {

  private final SendCommand command;
  private final String key;
  private final PartitionSends partition;
  private final long offset;
  private final byte[] json;
  private final boolean readMark;
  private int attempt;
  private int refusals;
  private long chosenNanos;
  private boolean trial;

  /// @param key of the command's record
  /// @param json the body of the call; empty if there is to be none
  /// @param readMark whether it may be repeated without harm and has no outcome
  Send(
      SendCommand command,
      String key,
      PartitionSends partition,
      long offset,
      byte[] json,
      boolean readMark) {
    this.command = command;
    this.key = key;
    this.partition = partition;
    this.offset = offset;
    this.json = json;
    this.readMark = readMark;
  }

  SendCommand command() {
    return command;
  }

  UUID id() {
    return command.getSendId();
  }

  String key() {
    return key;
  }

  PartitionSends partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  byte[] json() {
    return json;
  }

  boolean isReadMark() {
    return readMark;
  }

  boolean isUrgent() {
    return command.getPriority() == SendPriority.AGENT && !partition.isBulk();
  }

  /// The number of the last attempt; 0 if there was none.
  int attempt() {
    return attempt;
  }

  void attempt(int number) {
    attempt = number;
  }

  /// When it was chosen to be called for the last time.
  long chosenNanos() {
    return chosenNanos;
  }

  /// Whether it was chosen then to go alone, after calls that told nothing.
  boolean isTrial() {
    return trial;
  }

  void chosen(long nowNanos, boolean alone) {
    chosenNanos = nowNanos;
    trial = alone;
  }

  /// How often it was refused for a reason that passes.
  int refusals() {
    return refusals;
  }

  void refused() {
    refusals++;
  }
}
