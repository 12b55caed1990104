package io.awfar.gateway.live;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/// One client that is told what happens.
///
/// It holds the link of the chain that it was told last. No event waits in it: a batch is put
/// together when the connection can take one, so a client that does not read costs what the
/// connection holds and no more. All of it runs on the event loop of its connection.
final class LiveStream {

  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

  private static final int BATCH_BYTES_MAX = 16 * 1024;
  private static final byte[] NOTHING = {};

  /// Clients come back at different moments, so that a gateway that stops does not send all to the
  /// next one at once.
  private static final int RETRY_MILLIS_MIN = 1_000;

  private static final int RETRY_MILLIS_MAX = 3_000;

  private final Feed feed;
  private final Connection connection;

  /// Taken once: when the answer is complete, the connection gives another that belongs to no loop.
  private final Channel channel;
  private final DataBufferFactory buffers;
  private final LiveSettings settings;
  private final Mono<Boolean> standing;
  private final String handler = "awfar-live-" + System.identityHashCode(this);
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile @Nullable Ending ending;

  private LiveEvent told;
  private long attachedAt;
  private @Nullable Positions known;
  private byte[] opening = NOTHING;
  private volatile @Nullable FluxSink<Publisher<DataBuffer>> sink;
  private long writtenNanos;
  private long standingNanos;
  private long blockedNanos;
  private boolean blocked;

  /// @param standing whether its token still speaks for it
  LiveStream(
      Feed feed,
      Connection connection,
      DataBufferFactory buffers,
      LiveSettings settings,
      Mono<Boolean> standing) {
    this.feed = feed;
    this.connection = connection;
    this.channel = connection.channel();
    this.buffers = buffers;
    this.settings = settings;
    this.standing = standing;
    this.told = feed.last();
    this.writtenNanos = System.nanoTime();
    this.standingNanos = writtenNanos;
  }

  /// Begins to listen, before anything is asked of it.
  ///
  /// @return how it goes on: what was asked for, or [Resumption.Lost] if there would be a gap
  /// @throws RefusedException if nothing is added to the feed any more
  /// @throws RuntimeException that [RegistryFailure] knows if the registry does not answer
  Resumption attach(Resumption asked, EventBlocks blocks) {
    feed.listen(this);
    // In this order: who is not seen to be over ends all that listen by then.
    if (feed.memory().over() != null) {
      throw new RefusedException(ErrorCode.BUSY);
    }
    // In this order: all that the mark says was added is among what comes before the place.
    long mark = feed.memory().mark();
    LiveEvent newest = feed.last();
    LiveEvent from = feed.find(asked);
    Resumption found = from == null ? new Resumption.Lost() : asked;
    told = from == null ? newest : from;
    attachedAt = newest.sequence();
    known = found instanceof Resumption.From given ? given.positions() : null;
    // What came before nobody may have listened to.
    for (LiveEvent event = told.next(); event != null; event = event.next()) {
      event.tell(blocks);
    }
    opening = opening(found, mark).getBytes(StandardCharsets.UTF_8);
    return found;
  }

  private String opening(Resumption found, long mark) {
    int retry = ThreadLocalRandom.current().nextInt(RETRY_MILLIS_MIN, RETRY_MILLIS_MAX);
    String connected = ": connected\nretry: " + retry + "\n";
    return switch (found) {
      case Resumption.Fresh _ -> connected + "id: " + place(mark) + "\n\n";
      case Resumption.After _, Resumption.From _ -> connected + "\n";
      case Resumption.Lost _ ->
          connected + "\nevent: reset\nid: " + place(mark) + "\ndata: {\"reason\":\"unknown\"}\n\n";
    };
  }

  /// What is written, a batch at a time.
  Flux<Publisher<DataBuffer>> batches() {
    return Flux.create(created -> {
      sink = created;
      connection.addHandlerLast(handler, new WhenWritable());
      created.onRequest(_ -> wake());
      if (ending != null) {
        // Whoever ended it meanwhile may not have seen the sink.
        created.complete();
      }
    });
  }

  /// There is something new, or room for it.
  void wake() {
    if (woken.compareAndSet(false, true)) {
      later(() -> {
        woken.set(false);
        tell();
      });
    }
  }

  /// Looks after it, now and then.
  void check(long nowNanos) {
    Ending over = feed.memory().over();
    if (over != null) {
      end(over);
      return;
    }
    run(() -> {
      tell();
      if (ending == null) {
        checkPace(nowNanos);
        checkSilence(nowNanos);
        checkStanding(nowNanos);
      }
    });
  }

  /// Ends it: in order if it has taken all that was written, else at once.
  void end(Ending why) {
    run(() -> endNow(why));
  }

  /// Why it ended; null as long as nobody but the client ends it.
  @Nullable Ending ending() {
    return ending;
  }

  /// It is over, whoever ended it.
  void leave() {
    feed.leave(this);
    run(() -> {
      if (channel.pipeline().get(handler) != null) {
        channel.pipeline().remove(handler);
      }
    });
  }

  private void tell() {
    FluxSink<Publisher<DataBuffer>> out = sink;
    if (out == null || ending != null) {
      return;
    }
    if (feed.hasForgottenWhatFollows(told)) {
      endNow(Ending.SLOW);
      return;
    }
    byte[] batch = canWrite(out) ? nextBatch() : NOTHING;
    if (batch.length > 0) {
      write(out, batch);
      // Not at once: only when this one is written the connection tells whether it can take more.
      wake();
    }
  }

  private byte[] nextBatch() {
    if (opening.length > 0) {
      byte[] first = opening;
      opening = NOTHING;
      return first;
    }
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (LiveEvent event = told.next();
        event != null && batch.size() < BATCH_BYTES_MAX;
        event = event.next()) {
      byte[] block = event.block();
      if (block == null) {
        break;
      }
      told = event;
      if (known == null || !event.isBefore(known)) {
        batch.writeBytes(block);
      }
    }
    return batch.toByteArray();
  }

  private boolean canWrite(FluxSink<?> out) {
    return out.requestedFromDownstream() > 0 && channel.isWritable();
  }

  private void write(FluxSink<Publisher<DataBuffer>> out, byte[] batch) {
    writtenNanos = System.nanoTime();
    out.next(Flux.just(buffers.wrap(batch)));
  }

  /// Drops a client that does not take what there is, or takes it more slowly than it comes.
  private void checkPace(long nowNanos) {
    LiveEvent next = told.next();
    boolean waiting = opening.length > 0 || (next != null && next.block() != null);
    if (!waiting) {
      blocked = false;
    } else if (!blocked || blockedNanos < writtenNanos) {
      blocked = true;
      blockedNanos = nowNanos;
    }
    long behind = feed.last().sequence() - Math.max(told.sequence(), attachedAt);
    if (behind > settings.lagEventsMax()
        || (blocked && isOver(settings.stallTimeMax(), blockedNanos, nowNanos))) {
      endNow(Ending.SLOW);
    }
  }

  private void checkSilence(long nowNanos) {
    FluxSink<Publisher<DataBuffer>> out = sink;
    if (ending == null
        && out != null
        && isOver(settings.heartBeatInterval(), writtenNanos, nowNanos)
        && canWrite(out)) {
      // In this order: what the mark says was added is looked for after it.
      String beat = ": heart-beat\nid: " + place(feed.memory().mark()) + "\n\n";
      LiveEvent next = told.next();
      if (next == null) {
        write(out, beat.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void checkStanding(long nowNanos) {
    if (ending == null && isOver(settings.heartBeatInterval(), standingNanos, nowNanos)) {
      standingNanos = nowNanos;
      standing.subscribe(
          stands -> {
            if (!stands) {
              end(Ending.TOKEN);
            }
          },
          // Nobody can tell now: it is asked again with the next heart-beat.
          failure -> log.debug("A token cannot be looked at: {}", failure.toString()));
    }
  }

  private void endNow(Ending why) {
    if (ending != null) {
      return;
    }
    ending = why;
    FluxSink<Publisher<DataBuffer>> out = sink;
    if (why == Ending.SLOW || !channel.isWritable()) {
      // It would not read the end either.
      var unused = channel.close();
    }
    if (out != null) {
      out.complete();
    }
  }

  /// The id of the last event that it was told, and where other gateways go on.
  private String place(long mark) {
    return new Place(feed.memory().name(), told.sequence(), mark).id(told.name());
  }

  private static boolean isOver(Duration time, long sinceNanos, long nowNanos) {
    return nowNanos - sinceNanos >= time.toNanos();
  }

  private void run(Runnable step) {
    if (channel.eventLoop().inEventLoop()) {
      step.run();
    } else {
      later(step);
    }
  }

  private void later(Runnable step) {
    try {
      channel.eventLoop().execute(step);
    } catch (RejectedExecutionException e) {
      log.debug("The event loop is gone, and the stream with it");
    }
  }

  /// Goes on when the connection has got rid of what it held.
  private final class WhenWritable extends ChannelInboundHandlerAdapter {

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      tell();
      context.fireChannelWritabilityChanged();
    }
  }
}
