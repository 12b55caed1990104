package io.awfar.simulator.webhook;

import io.awfar.simulator.ledger.Ledger;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.traffic.PostSequence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Delivers POSTs to the webhook until each is answered 200.
///
/// One thread decides what goes out next: a delivery of the queue that is due (a retry, or a status
/// that follows a send), else the next POST of the schedule. Each attempt has a virtual thread.
public final class WebhookSender {

  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Duration RETRY_DELAY_WHILE_STOPPING_MAX = Duration.ofMillis(500);

  private final WebhookSettings settings;
  private final PostSequence posts;
  private final double eventsPerSecond;
  private final Ledger ledger;
  private final Consumer<List<Event>> firstTime;
  private final WebhookClient client;
  private final Semaphore connections;
  private final DelayQueue<Delivery> queue = new DelayQueue<>();
  // Deliveries in the queue or under way; new ones are counted before they are visible.
  private final AtomicInteger outstanding = new AtomicInteger();
  private final Thread dispatcher;
  private volatile boolean offering = true;
  private volatile boolean stopping;
  private volatile boolean closed;

  /// A sender that waits for `start`.
  ///
  /// @param eventsPerSecond pace of the sequence; 0 as fast as the connections allow
  /// @param firstTime hears of the events of each POST before its first attempt
  public WebhookSender(
      WebhookSettings settings,
      PostSequence posts,
      double eventsPerSecond,
      Ledger ledger,
      Consumer<List<Event>> firstTime) {
    this.settings = settings;
    this.posts = posts;
    this.eventsPerSecond = eventsPerSecond;
    this.ledger = ledger;
    this.firstTime = firstTime;
    this.client = new WebhookClient(settings);
    this.connections = new Semaphore(settings.connections());
    this.dispatcher =
        Thread.ofPlatform().name("simulator-dispatcher").daemon().unstarted(this::run);
  }

  /// Performs the handshake if there is a token for it, then begins to deliver.
  public void start() throws InterruptedException {
    if (!settings.verifyToken().isEmpty()) {
      Handshake.with(settings);
    }
    dispatcher.start();
  }

  /// Delivers an event that is not of the sequence.
  ///
  /// @param again true if it was delivered before
  public void followUp(Event event, boolean again, Duration delay) {
    outstanding.incrementAndGet();
    queue.add(
        new Delivery(new FollowUpPost(event, again ? 1 : 0), System.nanoTime() + delay.toNanos()));
  }

  /// True once the sequence has ended and everything was acknowledged or given up.
  public boolean drained() {
    return !offering && outstanding.get() == 0;
  }

  /// Offers nothing new from now on; what is outstanding is tried again at once, and then soon.
  public void stopOffering() {
    synchronized (this) {
      offering = false;
      stopping = true;
    }
    for (Delivery waiting : queue.toArray(new Delivery[0])) {
      if (queue.remove(waiting)) {
        waiting.dueAt(System.nanoTime());
        queue.add(waiting);
      }
    }
  }

  /// Ends all attempts; what has no answer by now stays outstanding in the ledger.
  public void close() throws InterruptedException {
    offering = false;
    closed = true;
    dispatcher.interrupt();
    dispatcher.join();
    client.close();
    // An attempt that already has its 200 counts it before it gives its connection back.
    boolean unused = connections.tryAcquire(settings.connections(), 5, TimeUnit.SECONDS);
  }

  private void run() {
    Schedule schedule = new Schedule(eventsPerSecond, System.nanoTime());
    try {
      while (!closed) {
        Delivery delivery = next(schedule);
        if (delivery != null) {
          connections.acquire();
          Thread.ofVirtual().name("simulator-post").start(() -> attempt(delivery));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Delivery next(Schedule schedule) throws InterruptedException {
    if (offering && !posts.hasNext()) {
      offering = false;
    }
    boolean room = outstanding.get() < settings.postsOutstandingMax();
    if (!offering || !room) {
      return queue.poll(IDLE_NANOS, TimeUnit.NANOSECONDS);
    }
    long now = System.nanoTime();
    long due = schedule.dueNanos(now);
    Delivery waiting = queue.poll(Math.clamp(due - now, 0, IDLE_NANOS), TimeUnit.NANOSECONDS);
    if (waiting != null || System.nanoTime() < due) {
      return waiting;
    }
    synchronized (this) {
      // Together, so that nobody sees an end of offering and a POST that comes after it.
      if (!offering) {
        return null;
      }
      outstanding.incrementAndGet();
    }
    Delivery fresh = new Delivery(posts.next(), due);
    schedule.passed(fresh.post().size());
    return fresh;
  }

  private void attempt(Delivery delivery) {
    try {
      boolean first = delivery.nextAttempt() == 1;
      if (first) {
        ledger.offered(delivery.post());
      } else {
        ledger.retried();
      }
      List<Event> events = delivery.post().events();
      if (first) {
        firstTime.accept(events);
      }
      byte[] body = WebhookBody.of(events, delivery.post().layout());
      long sent = System.nanoTime();
      settle(delivery, events, client.post(body), sent);
    } finally {
      connections.release();
    }
  }

  private void settle(Delivery delivery, List<Event> events, Answer answer, long sent) {
    long now = System.nanoTime();
    if (answer instanceof Answer.Status) {
      ledger.answeredIn(now - sent);
    }
    if (answer.acknowledges()) {
      boolean atOnce = delivery.attempts() == 1;
      ledger.acknowledged(events, atOnce);
      if (atOnce) {
        ledger.answeredSinceDue(now - delivery.firstDueNanos());
      }
      outstanding.decrementAndGet();
      return;
    }
    if (closed) {
      return;
    }
    ledger.refused(answer.name());
    if (now - delivery.firstDueNanos() > settings.giveUpAfter().toNanos()) {
      ledger.abandoned();
      outstanding.decrementAndGet();
    } else {
      delivery.dueAt(now + retryDelay(delivery.attempts()).toNanos());
      queue.add(delivery);
    }
  }

  private Duration retryDelay(int attempts) {
    Duration delay = settings.retryDelay(attempts);
    return stopping && delay.compareTo(RETRY_DELAY_WHILE_STOPPING_MAX) > 0
        ? RETRY_DELAY_WHILE_STOPPING_MAX
        : delay;
  }
}
