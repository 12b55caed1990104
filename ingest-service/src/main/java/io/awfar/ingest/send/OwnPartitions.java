package io.awfar.ingest.send;

import io.awfar.ingest.attempt.AttemptJournals;
import io.awfar.ingest.attempt.OpenJournal;
import io.awfar.ingest.attempt.SendQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The partitions that are ours: each is read only once its journal is, and no faster than its
/// sends end. For the consumer's thread.
final class OwnPartitions {

  private static final Logger log = LoggerFactory.getLogger(OwnPartitions.class);

  private final AttemptJournals journals;
  private final SendDesk desk;
  private final SendSettings settings;
  private final Map<TopicPartition, PartitionSends> open = new HashMap<>();
  private final Map<TopicPartition, CompletableFuture<PartitionSends>> opening = new HashMap<>();
  private final OffsetCommits commits = new OffsetCommits();
  private final Set<TopicPartition> lost = new HashSet<>();

  OwnPartitions(AttemptJournals journals, SendDesk desk, SendSettings settings) {
    this.journals = journals;
    this.desk = desk;
    this.settings = settings;
  }

  /// The partition, null while it is not open.
  @Nullable PartitionSends find(TopicPartition partition) {
    return open.get(partition);
  }

  /// Follows what the group assigns to this consumer.
  ConsumerRebalanceListener of(Consumer<byte[], byte[]> consumer) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        assigned.forEach(partition -> takeOver(consumer, partition));
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        handOver(consumer, revoked);
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> lost) {
        lost.forEach(OwnPartitions.this::forget);
      }
    };
  }

  /// Lets what is open be read, opens again what was lost, and commits.
  void lookAfter(Consumer<byte[], byte[]> consumer) {
    // Only after another poll, which may tell that the partition is somebody else's now.
    for (TopicPartition partition : Set.copyOf(lost)) {
      lost.remove(partition);
      if (consumer.assignment().contains(partition)) {
        takeOver(consumer, partition);
      }
    }
    for (TopicPartition partition : List.copyOf(opening.keySet())) {
      finishOpening(consumer, partition);
    }
    for (PartitionSends sends : List.copyOf(open.values())) {
      TopicPartition partition = sends.commands();
      if (sends.journal().isLost()) {
        forget(partition);
        consumer.pause(Set.of(partition));
        lost.add(partition);
      } else {
        steer(consumer, partition, sends);
      }
    }
    commits.commitInTime(consumer, open.values());
  }

  /// Forgets all of it: the consumer is given up.
  void lose() {
    List.copyOf(open.keySet()).forEach(this::forget);
    List.copyOf(opening.keySet()).forEach(this::forget);
    lost.clear();
  }

  private void takeOver(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    Set<TopicPartition> alone = Set.of(partition);
    consumer.pause(alone);
    OffsetAndMetadata last = consumer.committed(alone).get(partition);
    // It may have been read further before it was lost.
    if (last == null) {
      consumer.seekToBeginning(alone);
    } else {
      consumer.seek(partition, last.offset());
    }
    long first = last == null ? consumer.position(partition) : last.offset();
    long from = last == null ? 0 : CommitNote.attemptsFrom(last.metadata());
    long end = consumer.endOffsets(alone).getOrDefault(partition, first);
    opening.put(partition, openLater(partition, from, first, end));
  }

  private CompletableFuture<PartitionSends> openLater(
      TopicPartition partition, long from, long first, long end) {
    CompletableFuture<PartitionSends> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("send-take-over-" + partition)
        .start(() -> {
          try {
            OpenJournal journal = journals.open(partition, from, first);
            PartitionSends sends = new PartitionSends(partition, first, journal);
            sends.window().inherit(end);
            if (!result.complete(sends)) {
              journal.journal().close();
            }
          } catch (RuntimeException e) {
            boolean unused = result.completeExceptionally(e);
          }
        });
    return result;
  }

  private void finishOpening(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    CompletableFuture<PartitionSends> result = opening.get(partition);
    if (result == null || !result.isDone()) {
      return;
    }
    opening.remove(partition);
    if (result.isCompletedExceptionally()) {
      log.warn(
          "Partition {} cannot be taken over yet: {}", partition, result.exceptionNow().toString());
      takeOver(consumer, partition);
      return;
    }
    PartitionSends sends = result.resultNow();
    open.put(partition, sends);
    desk.open(sends, allPartitions(consumer));
    consumer.resume(Set.of(partition));
  }

  private void steer(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, PartitionSends sends) {
    OffsetWindow window = sends.window();
    int unfinished = window.size();
    long held = held(each -> !sends.isBulk() || each.isBulk());
    // Bulk leaves room for agents.
    long heldMax = settings.waitingBytesMax().toBytes() / (sends.isBulk() ? 2 : 1);
    boolean overtaken = window.span() > settings.overtakenMax();
    boolean full =
        unfinished >= settings.unfinishedMax()
            || held >= heldMax
            || window.span() >= settings.overtakenMax() + settings.unfinishedMax();
    // Bulk that waits for long leaves agents room to go on in, too.
    long heldRoomy = heldMax - settings.waitingBytesMax().toBytes() / 4;
    boolean roomy = unfinished <= settings.unfinishedMax() / 2 && held <= heldRoomy && !overtaken;
    boolean paused = consumer.paused().contains(partition);
    if (!paused && full) {
      consumer.pause(Set.of(partition));
    } else if (paused && roomy) {
      consumer.resume(Set.of(partition));
    }
    boolean isFull = consumer.paused().contains(partition);
    if ((overtaken || isFull) && sends.isTimeToMakeRoom(System.nanoTime())) {
      desk.makeRoom(sends, isFull, heldMax);
    }
  }

  private void handOver(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> revoked) {
    List<CompletableFuture<Void>> quiet = new ArrayList<>();
    for (TopicPartition partition : revoked) {
      PartitionSends sends = open.get(partition);
      if (sends != null) {
        quiet.add(desk.stop(sends));
      }
    }
    try {
      CompletableFuture.allOf(quiet.toArray(CompletableFuture[]::new))
          .get(settings.handOverTimeMax().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("Sends under way are left to whoever takes over");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commits.commitNow(consumer, open.values());
    revoked.forEach(this::forget);
  }

  private void forget(TopicPartition partition) {
    commits.forget(partition);
    CompletableFuture<PartitionSends> result = opening.remove(partition);
    if (result != null && !result.cancel(false) && !result.isCompletedExceptionally()) {
      result.resultNow().journal().close();
    }
    PartitionSends sends = open.remove(partition);
    if (sends != null) {
      sends.stop();
      sends.journal().close();
      desk.drop(sends);
    }
  }

  private long held(Predicate<PartitionSends> which) {
    return open.values().stream().filter(which).mapToLong(each -> each.window().bytes()).sum();
  }

  private static int allPartitions(Consumer<byte[], byte[]> consumer) {
    return Arrays.stream(SendQueue.values())
        .mapToInt(queue -> consumer.partitionsFor(queue.topic()).size())
        .sum();
  }
}
