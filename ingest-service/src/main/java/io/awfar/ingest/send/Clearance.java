package io.awfar.ingest.send;

import io.awfar.ingest.send.Ending.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which sends have to fail so that those of others can be read. It is only what is kept from
/// going, by a pause of its number or by WhatsApp's rules for its chat; what merely stands in line
/// goes in its time. For the desk's thread only.
final class Clearance {

  /// Sends of a number that are out of the line, and are to fail.
  record Cleared(NumberLine number, List<Send> sends, Reason reason) {}

  /// What stands still of a number in a partition.
  ///
  /// @param weight its part of the room there, of which the whole is 1
  private record Stuck(NumberLine number, List<ChatLine> chats, double weight) {}

  /// Part of the room that has to be taken by what stands still; else others would be no better off
  /// without it.
  private static final double PART_MIN = 0.5;

  private final SendSettings settings;

  Clearance(SendSettings settings) {
    this.settings = settings;
  }

  /// Takes out what too many later commands have overtaken while it was kept from going.
  List<Cleared> overtaken(Collection<NumberLine> numbers, PartitionSends partition) {
    return numbers.stream()
        .map(number -> {
          List<Send> sends = number.takeOutOvertaken(partition, settings.overtakenMax());
          return new Cleared(number, sends, Reason.OVERTAKEN);
        })
        .toList();
  }

  /// Takes out of a partition that is full what has been kept from going for long: what keeps whoever
  /// takes over reading from far back, and of what fills at least half of the room, that of the
  /// number which has most.
  ///
  /// @param bytesMax the partition's part of the bytes that are held
  List<Cleared> full(
      Collection<NumberLine> numbers, PartitionSends partition, long bytesMax, long nowNanos) {
    List<Cleared> cleared = new ArrayList<>();
    List<Stuck> stuck = new ArrayList<>();
    for (NumberLine number : numbers) {
      List<ChatLine> chats = number.stuck(partition, settings.fullTimeMax(), nowNanos);
      List<Send> far =
          number.takeOut(
              chats,
              send -> partition.window().since(send.offset()) > settings.overtakenMax());
      cleared.add(new Cleared(number, far, Reason.OVERTAKEN));
      stuck.add(new Stuck(number, chats, weight(chats, partition, bytesMax)));
    }
    Stuck most = mostIfTooMuch(stuck);
    if (most != null) {
      Reason reason = reason(most.number());
      cleared.add(
          new Cleared(most.number(), most.number().takeOut(most.chats(), _ -> true), reason));
    }
    return cleared;
  }

  private static @Nullable Stuck mostIfTooMuch(List<Stuck> stuck) {
    double all = stuck.stream().mapToDouble(Stuck::weight).sum();
    Optional<Stuck> most = stuck.stream().max(Comparator.comparingDouble(Stuck::weight));
    return all < PART_MIN ? null : most.orElse(null);
  }

  private double weight(List<ChatLine> chats, PartitionSends partition, long bytesMax) {
    List<Send> sends = chats.stream().flatMap(ChatLine::sends).toList();
    long bytes = sends.stream().mapToLong(send -> partition.window().bytes(send.offset())).sum();
    return Math.max(
        sends.size() / (double) settings.unfinishedMax(), bytes / (double) Math.max(1, bytesMax));
  }

  private static Reason reason(NumberLine number) {
    if (number.pause().isPaused()) {
      return Reason.NUMBER_PAUSED;
    }
    return number.standstill().isLasting() ? Reason.CHANNEL_PAUSED : Reason.CHAT_OVERLOADED;
  }
}
