package io.awfar.ingest.send;

import io.awfar.ingest.send.Ending.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Which sends have to fail so that those of others can be read. It is only what is kept from
/// going, by a pause of its number or by WhatsApp's rules for its chat; what merely stands in line
/// goes in its time. For the desk's thread only.
final class Clearance {

  /// Sends of a number that are out of the line, and are to fail.
  record Cleared(NumberLine number, List<Send> sends, Reason reason) {}

  /// What stands still of a number in a partition.
  private record Stuck(NumberLine number, List<ChatLine> chats, int sends) {}

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

  /// Takes out of a partition that is full what has been kept from going for long: what keeps
  /// whoever takes over reading from far back, and, where it is such sends that fill the room,
  /// those of the number which has most there.
  ///
  /// @param bytesMax of all partitions for which the same holds
  List<Cleared> full(
      Collection<NumberLine> numbers, PartitionSends partition, long bytesMax, long nowNanos) {
    List<Cleared> cleared = new ArrayList<>();
    List<Stuck> stuck = new ArrayList<>();
    for (NumberLine number : numbers) {
      List<ChatLine> chats = number.stuck(partition, settings.fullTimeMax(), nowNanos);
      List<Send> far =
          number.takeOut(
              chats, send -> partition.window().since(send.offset()) > settings.overtakenMax());
      cleared.add(new Cleared(number, far, Reason.OVERTAKEN));
      stuck.add(new Stuck(number, chats, chats.stream().mapToInt(ChatLine::size).sum()));
    }
    int sends = stuck.stream().mapToInt(Stuck::sends).sum();
    if (sends >= PART_MIN * settings.unfinishedMax()
        || bytes(numbers, partition.isBulk(), nowNanos) >= PART_MIN * bytesMax) {
      stuck.stream()
          .max(Comparator.comparingInt(Stuck::sends))
          .ifPresent(most -> {
            NumberLine number = most.number();
            Reason reason = reason(number);
            cleared.add(new Cleared(number, number.takeOut(most.chats(), _ -> true), reason));
          });
    }
    return cleared;
  }

  /// Of what stands still in all partitions, for bytes are bounded for all together: bulk's for
  /// bulk.
  private long bytes(Collection<NumberLine> numbers, boolean bulkAlone, long nowNanos) {
    return numbers.stream()
        .flatMap(number ->
            number.partitions().stream()
                .filter(partition -> !bulkAlone || partition.isBulk())
                .flatMap(partition ->
                    number.stuck(partition, settings.fullTimeMax(), nowNanos).stream()))
        .flatMap(ChatLine::sends)
        .mapToLong(send -> send.partition().window().bytes(send.offset()))
        .sum();
  }

  private static Reason reason(NumberLine number) {
    if (number.pause().isPaused()) {
      return Reason.NUMBER_PAUSED;
    }
    return number.isPaused() ? Reason.CHANNEL_PAUSED : Reason.CHAT_OVERLOADED;
  }
}
