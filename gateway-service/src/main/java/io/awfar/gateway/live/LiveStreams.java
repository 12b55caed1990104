package io.awfar.gateway.live;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.TokenChecks;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/// All streams of this gateway: lets them in within their bounds, looks after them, and ends them
/// before the server waits for requests that are on their way.
final class LiveStreams implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Duration CHECK_INTERVAL_MAX = Duration.ofSeconds(1);
  private static final int CHECKS_PER_HEART_BEAT = 4;

  /// Threads on which clients that come back find their place, since events may have to be decoded.
  private static final int OPENINGS_MAX = 2;

  private final LiveEvents events;
  private final EventBlocks blocks;
  private final LiveMarkQueries marks;
  private final TokenChecks tokens;
  private final LiveSettings settings;
  private final MeterRegistry meters;
  private final StreamLimits limits;
  private final Scheduler openings;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private @Nullable Disposable checks;

  LiveStreams(
      LiveEvents events,
      EventBlocks blocks,
      LiveMarkQueries marks,
      TokenChecks tokens,
      LiveSettings settings,
      MeterRegistry meters) {
    this.events = events;
    this.blocks = blocks;
    this.marks = marks;
    this.tokens = tokens;
    this.settings = settings;
    this.meters = meters;
    this.limits = new StreamLimits(settings.streamsMax(), settings.streamsPerUserMax());
    this.openings =
        Schedulers.newBoundedElastic(
            OPENINGS_MAX,
            Math.ceilDiv(settings.streamsMax(), OPENINGS_MAX),
            "gateway-live-open",
            60,
            true);
    Gauge.builder("awfar.gateway.live.streams", streams, Set::size)
        .description("Clients that are told what happens")
        .register(meters);
  }

  /// Tells a client what happens in the caller's workspace until one of the two ends it.
  ///
  /// @return a refusal if it cannot begin
  Mono<Void> follow(Caller caller, ServerWebExchange exchange) {
    return Mono.defer(() -> {
      if (!running) {
        throw new RefusedException(ErrorCode.BUSY);
      }
      limits.enter(caller.userId());
      return begun(caller, exchange).doFinally(_ -> limits.leave(caller.userId()));
    });
  }

  private Mono<Void> begun(Caller caller, ServerWebExchange exchange) {
    String lastEventId = exchange.getRequest().getHeaders().getFirst(LAST_EVENT_ID);
    return events
        .memory()
        .flatMap(memory ->
            resumption(lastEventId, memory)
                .publishOn(openings)
                .flatMap(asked -> written(memory.feed(caller.workspaceId()), asked, exchange)));
  }

  private Mono<Resumption> resumption(@Nullable String lastEventId, EventMemory memory) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return Mono.just(new Resumption.Fresh());
    }
    Place place = Place.parse(lastEventId);
    if (place == null) {
      return Mono.just(new Resumption.Lost());
    }
    return place.memory().equals(memory.name())
        ? Mono.just(new Resumption.After(place.sequence()))
        : marks
            .byId(place.mark(), settings.memoryTimeMax())
            .<Resumption>map(Resumption.From::new)
            .defaultIfEmpty(new Resumption.Lost());
  }

  private Mono<Void> written(Feed feed, Resumption asked, ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    LiveStream stream =
        new LiveStream(
            feed,
            connection(response),
            response.bufferFactory(),
            settings,
            tokens.holds(exchange.getRequest()));
    return Mono.defer(
            () -> {
              count("begun", attached(stream, asked));
              streams.add(stream);
              if (!running) {
                throw new RefusedException(ErrorCode.BUSY);
              }
              describe(response.getHeaders());
              return response.writeAndFlushWith(stream.batches());
            })
        .onErrorResume(failure -> {
          if (!response.isCommitted()) {
            return Mono.error(failure);
          }
          // Either side has closed the connection, which is how most streams end.
          log.debug("A stream has ended: {}", failure.toString());
          return Mono.empty();
        })
        .doFinally(_ -> {
          stream.leave();
          if (streams.remove(stream)) {
            Ending ending = stream.ending();
            count("ended", (ending == null ? Ending.LEFT : ending).text());
          }
        });
  }

  private String attached(LiveStream stream, Resumption asked) {
    try {
      return switch (stream.attach(asked, blocks)) {
        case Resumption.Fresh _ -> "fresh";
        case Resumption.After _ -> "resumed";
        case Resumption.From _ -> "resumed_elsewhere";
        case Resumption.Lost _ -> "reset";
      };
    } catch (RuntimeException e) {
      throw RegistryFailure.isIn(e) ? new RefusedException(ErrorCode.KAFKA_UNAVAILABLE) : e;
    }
  }

  private static Connection connection(ServerHttpResponse response) {
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    Connection[] found = new Connection[1];
    server.withConnection(connection -> found[0] = connection);
    return found[0];
  }

  private static void describe(HttpHeaders headers) {
    headers.setContentType(MediaType.TEXT_EVENT_STREAM);
    // Neither kept, nor compressed, nor gathered on the way: each event is to arrive at once.
    headers.setCacheControl("no-store, no-transform");
    headers.set("X-Accel-Buffering", "no");
  }

  private void count(String what, String how) {
    meters
        .counter("awfar.gateway.live.streams." + what, what.equals("ended") ? "why" : "how", how)
        .increment();
  }

  @Override
  public void start() {
    running = true;
    Duration heartBeat = settings.heartBeatInterval();
    Duration part = heartBeat.dividedBy(CHECKS_PER_HEART_BEAT);
    checks =
        Flux.interval(part.compareTo(CHECK_INTERVAL_MAX) < 0 ? part : CHECK_INTERVAL_MAX)
            .onBackpressureDrop()
            .subscribe(_ -> {
              long now = System.nanoTime();
              streams.forEach(stream -> stream.check(now));
            });
  }

  /// Comes before the server's own end, which waits for all requests: this is the last to start.
  @Override
  public void stop() {
    running = false;
    if (checks != null) {
      checks.dispose();
    }
    streams.forEach(stream -> stream.end(Ending.SHUTDOWN));
    openings.dispose();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
