package io.awfar.ingest.send;

import io.awfar.ingest.call.CallResult;
import io.awfar.ingest.request.SendBody;
import io.awfar.ingest.send.Ending.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides which send goes next. One thread, which never waits, does all of it; the lines, chats
/// and sends belong to it.
final class SendDesk {

  private static final long PAUSE_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SendSettings settings;
  private final SendingChannels channels;
  private final DeskThread thread;
  private final Courier courier;
  private final Aftermath aftermath;
  private final NumberPauses pauses;
  private final Admission admission;
  private final PaceShare share = new PaceShare();
  private final Map<String, NumberLine> numbers = new HashMap<>();

  SendDesk(
      SendSettings settings,
      SendingChannels channels,
      DeskThread thread,
      Courier courier,
      Aftermath aftermath,
      NumberPauses pauses,
      Clock clock) {
    this.settings = settings;
    this.channels = channels;
    this.thread = thread;
    this.courier = courier;
    this.aftermath = aftermath;
    this.pauses = pauses;
    this.admission = new Admission(settings, channels, clock);
  }

  /// Takes in a command that the window of its partition tracks already. From any thread.
  void accept(Send send, SendBody body) {
    thread.execute(() -> admit(send, body));
  }

  /// Has its part of the pace for a partition from now on.
  ///
  /// @param all partitions that there are, of all instances
  void open(PartitionSends partition, int all) {
    thread.execute(() -> share.add(partition, all, System.nanoTime()));
  }

  /// Begins nothing more of a partition; done when nothing of it is under way.
  CompletableFuture<Void> stop(PartitionSends partition) {
    partition.stop();
    return CompletableFuture.runAsync(partition::lookIfQuiet, thread)
        .thenCompose(_ -> partition.quiet());
  }

  /// Forgets what waits of a partition.
  void drop(PartitionSends partition) {
    thread.execute(() -> {
      partition.drop();
      share.remove(partition);
      numbers
          .values()
          .forEach(number -> {
            number.drop(partition);
            pauses.lookIfAnythingWaits(number);
          });
    });
  }

  /// Lets fail what keeps the commands of others from being read: what is kept from going, be it by
  /// a pause of its number or of its chat, although too many later ones have come; and, of a
  /// partition that is full, what waits for a number that has been paused for long. What merely
  /// stands in line goes in its time.
  void makeRoom(PartitionSends partition, boolean full) {
    thread.execute(() -> {
      Predicate<Send> overtaken =
          send -> partition.window().since(send.offset()) > settings.overtakenMax();
      for (NumberLine number : List.copyOf(numbers.values())) {
        List<Send> out =
            number.isStopped()
                ? number.takeOut(partition, overtaken)
                : number.takeOutResting(partition, overtaken);
        fail(number, out, Reason.OVERTAKEN);
        if (full && number.isStoppedFor(settings.fullTimeMax(), System.nanoTime())) {
          fail(number, number.takeOut(partition, _ -> true), pauseOf(number));
        }
      }
    });
  }

  private void fail(NumberLine number, List<Send> out, Reason reason) {
    if (!out.isEmpty()) {
      out.forEach(send -> fail(send, reason));
      issue(number);
    }
  }

  /// Whether the number as a whole is paused, one that is being tried included.
  private boolean isPaused(NumberLine number) {
    SendingChannel channel = channels.find(number.channelId());
    return channel != null && (!channel.active() || number.pause().isPaused());
  }

  private Reason pauseOf(NumberLine number) {
    return number.pause().isPaused() ? Reason.NUMBER_PAUSED : Reason.CHANNEL_PAUSED;
  }

  /// Pauses the numbers whose statuses tell an error of theirs, as far as they are numbers of the
  /// statuses' workspace. From any thread.
  void pause(List<AccountError> errors) {
    thread.execute(() -> {
      Set<NumberLine> paused = new LinkedHashSet<>();
      for (AccountError error : errors) {
        SendingChannel channel = channels.find(error.channelId());
        if (channel != null && channel.ownerId().equals(error.ownerId())) {
          NumberLine number = line(channel);
          pauses.told(number, channel, error);
          paused.add(number);
        }
      }
      // Once for each, however many of its messages failed.
      paused.forEach(this::issue);
    });
  }

  private NumberLine line(SendingChannel channel) {
    return numbers.computeIfAbsent(
        channel.channelId(), id -> new NumberLine(id, System.nanoTime()));
  }

  private void admit(Send send, SendBody body) {
    switch (admission.of(send, body, numbers.get(send.command().getChannelId()))) {
      case Admission.Over _ -> send.partition().window().finish(send.offset());
      case Admission.InDoubt(Instant since) -> aftermath.doubt(send, since);
      case Admission.Decided(Ending.Failed failed) -> {
        var unused = aftermath.end(send, failed).exceptionally(thread::failed);
      }
      case Admission.Refused(Ending.Failed failed) -> fail(send, failed);
      case Admission.Admitted(SendingChannel channel) -> {
        NumberLine number = line(channel);
        number.add(send);
        issue(number);
      }
    }
  }

  /// Lets go what may go now, and comes back when more may.
  private void issue(NumberLine number) {
    letGo(number);
    pauses.lookIfAnythingWaits(number);
    number.stopped(number.waiting() > 0 && isPaused(number), System.nanoTime());
    if (number.waiting() == 0 && number.pause().isPaused()) {
      // Nothing else comes back here when its time is over.
      look(number, number.pause().waitNanos(System.nanoTime()));
    }
  }

  private void letGo(NumberLine number) {
    SendingChannel channel = channels.find(number.channelId());
    while (mayCall(number) && number.waiting() > 0) {
      long now = System.nanoTime();
      if (channel != null && !maySend(number, channel, now)) {
        number.takeOut(admission::isTooLate).forEach(send -> fail(send, Reason.EXPIRED));
        look(number, PAUSE_LOOK_NANOS);
        return;
      }
      if (number.isHeld(now)) {
        look(number, number.waitNanos(now));
        return;
      }
      ChatLine chat = number.next();
      if (chat == null) {
        return;
      }
      if (!begin(number, chat, channel, now)) {
        number.putBack(chat);
        look(number, number.waitNanos(now));
        return;
      }
    }
  }

  private void fail(Send send, Reason reason) {
    fail(send, Ending.Failed.of(reason));
  }

  private void fail(Send send, Ending.Failed ending) {
    var unused = aftermath.fail(send, ending).exceptionally(thread::failed);
  }

  private static boolean maySend(NumberLine number, SendingChannel channel, long now) {
    return channel.active() && number.pause().allows(now, channel.version());
  }

  private boolean mayCall(NumberLine number) {
    int most = number.pause().isUnproven() ? 1 : settings.callsPerNumberMax();
    return number.calls() < most && !number.doubt().isTrying();
  }

  private void look(NumberLine number, long delayNanos) {
    if (number.wakes(System.nanoTime() + delayNanos)) {
      var unused =
          thread.schedule(
              () -> {
                number.woke();
                issue(number);
              },
              delayNanos,
              TimeUnit.NANOSECONDS);
    }
  }

  /// False if the pace does not allow it yet.
  private boolean begin(
      NumberLine number, ChatLine chat, @Nullable SendingChannel channel, long now) {
    Send send = Objects.requireNonNull(chat.first());
    if (!send.partition().isLive()) {
      // Whoever has the partition next sends it.
      return true;
    }
    // The number may have become another workspace's since the command was admitted.
    if (channel == null || !channel.ownerId().equals(send.command().getOwnerId())) {
      number.removeFirst(chat);
      fail(send, Reason.UNKNOWN_CHANNEL);
      return true;
    }
    if (admission.isTooLate(send)) {
      number.removeFirst(chat);
      fail(send, Reason.EXPIRED);
      return true;
    }
    if (!number.takePlace(share.of(channel.sendsPerSecond(), now), now)) {
      return false;
    }
    chat.begin();
    send.chosen(now, number.doubt().begin());
    number.callBegan();
    send.partition().began();
    var unused =
        courier
            .carry(number, send, channel)
            .whenCompleteAsync(
                (result, failure) -> ended(number, chat, send, channel, result), thread)
            .exceptionally(thread::failed);
    return true;
  }

  private void ended(
      NumberLine number,
      ChatLine chat,
      Send send,
      SendingChannel channel,
      @Nullable CallResult result) {
    number.callEnded();
    number.doubt().end(send.isTrial());
    if (result == null || result instanceof CallResult.NotCalled) {
      number.notCalled();
    }
    // Without a result the journal is lost, and with it the partition.
    if (result != null) {
      var unused =
          aftermath
              .of(number, send, channel, result)
              .whenCompleteAsync((next, failure) -> goOn(number, chat, send, next), thread)
              .exceptionally(thread::failed);
    } else {
      send.partition().ended();
    }
    issue(number);
  }

  private void goOn(NumberLine number, ChatLine chat, Send send, @Nullable Next next) {
    send.partition().ended();
    if (next == null || send.partition().isDropped()) {
      return;
    }
    switch (next) {
      case Next.Done _ -> number.removeFirst(chat);
      case Next.Again(Duration delay) -> {
        if (delay.isZero()) {
          again(number, chat);
        } else {
          chat.rest();
          var unused =
              thread.schedule(
                  () -> {
                    // It may have been taken out meanwhile.
                    if (chat.restsFor(send)) {
                      again(number, chat);
                      issue(number);
                    }
                  },
                  delay.toNanos(),
                  TimeUnit.NANOSECONDS);
        }
      }
    }
    issue(number);
  }

  private static void again(NumberLine number, ChatLine chat) {
    chat.retry();
    number.stand(chat);
  }
}
