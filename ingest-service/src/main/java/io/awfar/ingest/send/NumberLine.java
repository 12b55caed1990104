package io.awfar.ingest.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The chats of one number, agents before bulk, at its pace. For the desk's thread only.
final class NumberLine {

  private final String channelId;
  private final Map<PartitionSends, Map<String, ChatLine>> chats = new HashMap<>();

  /// A chat may stand here more than once, and when it is not ready any more.
  private final Deque<ChatLine> urgent = new ArrayDeque<>();

  private final Deque<ChatLine> others = new ArrayDeque<>();
  private final NumberPause pause = new NumberPause();
  private final NumberDoubt doubt = new NumberDoubt();
  private final Pace pace;
  private int waiting;
  private int waitingUrgent;
  private int calls;
  private int slowdowns;
  private long heldUntilNanos;
  private boolean waking;
  private long wakesAtNanos;

  /// From a pause until something goes.
  private final Standstill standstill = new Standstill();

  private boolean paused;
  private long pausedNanos;
  private long version;

  NumberLine(String channelId, long nowNanos) {
    this.channelId = channelId;
    this.pace = new Pace(0, nowNanos);
    this.heldUntilNanos = nowNanos;
  }

  String channelId() {
    return channelId;
  }

  NumberPause pause() {
    return pause;
  }

  NumberDoubt doubt() {
    return doubt;
  }

  /// Sends that wait, those under way among them.
  int waiting() {
    return waiting;
  }

  /// Those of agents among them.
  int waitingUrgent() {
    return waitingUrgent;
  }

  /// Sends of a chat that wait.
  int waiting(PartitionSends partition, String chat) {
    ChatLine line = chats.getOrDefault(partition, Map.of()).get(chat);
    return line == null ? 0 : line.size();
  }

  void add(Send send) {
    ChatLine chat =
        chats
            .computeIfAbsent(send.partition(), _ -> new HashMap<>())
            .computeIfAbsent(send.key(), ChatLine::new);
    boolean wasUrgent = chat.isUrgent();
    chat.add(send);
    waiting++;
    waitingUrgent += send.isUrgent() ? 1 : 0;
    if (chat.size() == 1 || (!wasUrgent && chat.isUrgent())) {
      stand(chat);
    }
  }

  /// Takes the chat that is next, null if none is ready.
  @Nullable ChatLine next() {
    for (Deque<ChatLine> line : List.of(urgent, others)) {
      ChatLine chat = line.poll();
      while (chat != null) {
        if (chat.isReady()) {
          return chat;
        }
        chat = line.poll();
      }
    }
    return null;
  }

  /// Lets a chat stand in line again, at its front.
  void putBack(ChatLine chat) {
    (chat.isUrgent() ? urgent : others).addFirst(chat);
  }

  /// Lets a chat stand in line if it has anything to send.
  void stand(ChatLine chat) {
    if (chat.isReady()) {
      (chat.isUrgent() ? urgent : others).add(chat);
    }
  }

  /// The first send of a chat is out of the line.
  void removeFirst(ChatLine chat) {
    remove(chat);
    stand(chat);
  }

  private void remove(ChatLine chat) {
    Send first = Objects.requireNonNull(chat.first());
    chat.removeFirst();
    waiting--;
    waitingUrgent -= first.isUrgent() ? 1 : 0;
    Map<String, ChatLine> beside = chats.get(first.partition());
    if (chat.size() == 0 && beside != null) {
      var unused = beside.remove(chat.key());
    }
  }

  /// Drops the chats of a partition that is not ours any more.
  void drop(PartitionSends partition) {
    standstill.forget(partition);
    Map<String, ChatLine> dropped = chats.remove(partition);
    if (dropped != null) {
      // A number that is paused takes nothing from its lines.
      Set<ChatLine> gone = Set.copyOf(dropped.values());
      Predicate<ChatLine> isGone = chat -> chat.size() == 0 || gone.contains(chat);
      urgent.removeIf(isGone);
      others.removeIf(isGone);
      waiting -= gone.stream().mapToInt(ChatLine::size).sum();
      waitingUrgent -= gone.stream().mapToInt(ChatLine::urgent).sum();
    }
    if (chats.isEmpty()) {
      standstill.end();
    }
  }

  /// Takes out the sends that are over, as far as they are first in their chats and nothing is
  /// under way for them.
  List<Send> takeOut(Predicate<Send> over) {
    return takeOut(chats.values().stream().flatMap(of -> of.values().stream()).toList(), over);
  }

  /// The same of some chats.
  List<Send> takeOut(List<ChatLine> some, Predicate<Send> over) {
    List<Send> out = new ArrayList<>();
    for (ChatLine chat : some) {
      int before = out.size();
      Send first = chat.first();
      while (first != null && chat.isIdle() && over.test(first)) {
        out.add(first);
        remove(chat);
        first = chat.first();
      }
      // One that nothing is taken out of stands where it stood.
      if (out.size() > before) {
        stand(chat);
      }
    }
    return out;
  }

  /// The same of what more than so many later commands of a partition have overtaken while the
  /// number stood still, or its chat rested.
  List<Send> takeOutOvertaken(PartitionSends partition, long max) {
    return of(partition).stream()
        .flatMap(chat -> takeOut(List.of(chat), send -> overtakenBy(chat, send) > max).stream())
        .toList();
  }

  private long overtakenBy(ChatLine chat, Send send) {
    return Math.max(paused ? standstill.overtakenBy(send) : 0, chat.overtakenBy(send));
  }

  /// The partitions that anything of it waits in.
  Set<PartitionSends> partitions() {
    return chats.keySet();
  }

  /// The chats of a partition that stand still, or go slowly, for longer than this.
  List<ChatLine> stuck(PartitionSends partition, Duration time, long nowNanos) {
    boolean all = paused && standstill.lasts(time, nowNanos);
    return of(partition).stream()
        .filter(chat -> chat.isIdle() && (all || chat.isSlowFor(time, nowNanos)))
        .toList();
  }

  private List<ChatLine> of(PartitionSends partition) {
    return List.copyOf(chats.getOrDefault(partition, Map.of()).values());
  }

  /// Whether the number as a whole was paused when somebody last looked.
  boolean isPaused() {
    return paused;
  }

  /// Notes whether it is. The time of its standstill begins anew once the number was changed, or
  /// was not paused for long; that nothing waits does not end it at once, for more may come that
  /// cannot go either.
  ///
  /// @param gapMax how long it may seem not to be paused meanwhile
  void look(boolean isPaused, long channelVersion, Duration gapMax, long nowNanos) {
    paused = isPaused;
    if (channelVersion != version || nowNanos - pausedNanos > gapMax.toNanos()) {
      standstill.end();
    }
    if (isPaused) {
      standstill.begin(chats.keySet(), nowNanos);
      pausedNanos = nowNanos;
    }
    version = channelVersion;
  }

  /// Something goes from it.
  void goes() {
    standstill.end();
  }

  int calls() {
    return calls;
  }

  void callBegan() {
    calls++;
  }

  void callEnded() {
    calls--;
  }

  /// Takes a place for a call, if the pace has one at this moment.
  ///
  /// @param perSecond our part of the number's pace
  boolean takePlace(double perSecond, long nowNanos) {
    pace.change(perSecond);
    return pace.take(nowNanos);
  }

  /// WhatsApp is called now, with a place that was taken.
  void called(long nowNanos) {
    pace.called(nowNanos);
  }

  /// The place that was taken is not needed.
  void notCalled() {
    pace.notCalled();
  }

  /// How long until a send can go, as far as pace and holds are concerned.
  long waitNanos(long nowNanos) {
    return Math.max(pace.waitNanos(nowNanos), heldUntilNanos - nowNanos);
  }

  boolean isHeld(long nowNanos) {
    return heldUntilNanos - nowNanos > 0;
  }

  /// Nothing goes for this long.
  void hold(long nanos, long nowNanos) {
    heldUntilNanos = Math.max(heldUntilNanos, nowNanos + nanos);
  }

  /// Whether somebody has to be told to look again at this time, since nobody will before.
  boolean wakes(long atNanos) {
    if (waking && wakesAtNanos - atNanos <= 0) {
      return false;
    }
    waking = true;
    wakesAtNanos = atNanos;
    return true;
  }

  void woke() {
    waking = false;
  }

  /// How many times in a row the number was told to be slower, this time included.
  int slowed() {
    return ++slowdowns;
  }

  void notSlowed() {
    slowdowns = 0;
  }
}
