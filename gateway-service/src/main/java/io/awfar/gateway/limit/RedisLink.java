package io.awfar.gateway.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/// The connection to Redis: made in the background, and again whenever it is lost. Nobody waits for
/// it longer than the time-out, and nobody at all while it is known to be gone.
final class RedisLink implements AutoCloseable {

  private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CLOSE_TIME_MAX = Duration.ofSeconds(2);
  private static final int THREADS = 2;

  /// Requests on their way; beyond, it counts as down. More than are let in at a time.
  private static final int COMMANDS_MAX = 10_000;

  private static final String TRIAL = "awfar:limit:trial";
  private static final Duration TRIAL_KEPT = Duration.ofMinutes(1);
  private static final byte[] NOTHING = {};

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final ClientResources resources;
  private final RedisClient client;
  private final Duration timeout;
  private final Scheduler threads;
  private final Disposable connecting;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

  /// @param threads where requests go on, so that all of them do not on the one thread of the
  ///   connection
  /// @throws IllegalStateException if the URL is none
  RedisLink(String url, Duration timeout, Scheduler threads) {
    RedisURI address = parse(url);
    this.timeout = timeout;
    this.threads = threads;
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .reconnectDelay(Delay.constant(RECONNECT_DELAY))
            .build();
    client = RedisClient.create(resources, address);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(COMMANDS_MAX)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
            .build());
    connecting =
        Mono.fromCompletionStage(() -> client.connectAsync(CODEC, address))
            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RECONNECT_DELAY))
            .subscribe(made -> connection = made);
  }

  private static RedisURI parse(String url) {
    try {
      RedisURI address = RedisURI.create(url);
      address.setClientName("gateway-service");
      return address;
    } catch (IllegalArgumentException e) {
      // Without the parser's own message, which quotes the password.
      throw new IllegalStateException(
          "AWFAR_GATEWAY_REDIS_URL must be like redis://:password@host:6379/0, or rediss:// for"
              + " TLS");
    }
  }

  /// Asks Redis something; an error if the answer does not come in time.
  <T> Mono<T> ask(Function<StatefulRedisConnection<String, byte[]>, CompletionStage<T>> question) {
    return Mono.<T>defer(
            () -> {
              StatefulRedisConnection<String, byte[]> made = connection;
              return made == null
                  ? Mono.error(new RedisConnectionException("There is no connection yet"))
                  // A copy, for who waits no longer must not take the answer from others.
                  : Mono.fromFuture(question.apply(made).toCompletableFuture().copy());
            })
        .timeout(timeout)
        .publishOn(threads);
  }

  /// Writes something that nobody reads.
  Mono<?> write() {
    return ask(made -> made.async().set(TRIAL, NOTHING, SetArgs.Builder.ex(TRIAL_KEPT)));
  }

  @Override
  public void close() {
    connecting.dispose();
    client.shutdown(Duration.ZERO, CLOSE_TIME_MAX);
    var unused = resources.shutdown(0, CLOSE_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }
}
