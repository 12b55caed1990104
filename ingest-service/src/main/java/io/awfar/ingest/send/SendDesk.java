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
  private final Clearance clearance;
  private final Clock clock;
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
    this.clearance = new Clearance(settings);
    this.clock = clock;
  }

  /// Takes in a command that the window of its partition tracks already. From any thread.
  void accept(Send send, SendBody body) {
    thread.execute(() -> admit(send, body));
  }

  /// Has its part of the pace for a partition from now on.
  ///
  /// @param all partitions that there are, of all instances
  void open(PartitionSends partition, int all) {
    thread.execute(() -> {
      partition.opened(clock.instant());
      share.add(partition, all, System.nanoTime());
    });
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

  /// Lets fail what keeps the commands of others from being read; see [Clearance].
  ///
  /// @param full whether nothing more of the partition is read
  /// @param bytesMax of the commands that are held before nothing more of it is read
  void makeRoom(PartitionSends partition, boolean full, long bytesMax) {
    thread.execute(() -> {
      clear(clearance.overtaken(numbers.values(), partition));
      if (full) {
        clear(clearance.full(numbers.values(), partition, bytesMax, System.nanoTime()));
      }
    });
  }

  private void clear(List<Clearance.Cleared> all) {
    for (Clearance.Cleared cleared : all) {
      if (!cleared.sends().isEmpty()) {
        cleared.sends().forEach(send -> fail(send, cleared.reason()));
        issue(cleared.number());
      }
    }
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
    lookIfItStandsStill(number);
    if (number.waiting() == 0 && number.pause().isPaused()) {
      // Nothing else comes back here when its time is over.
      look(number, number.pause().waitNanos(System.nanoTime()));
    }
  }

  private void lookIfItStandsStill(NumberLine number) {
    SendingChannel channel = channels.find(number.channelId());
    if (channel != null) {
      boolean paused = !channel.active() || number.pause().isPaused();
      number.look(paused, channel.version(), settings.fullTimeMax(), System.nanoTime());
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
          chat.rest(send.partition(), System.nanoTime());
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
