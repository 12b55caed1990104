package io.awfar.ingest.call;

import io.awfar.schemas.http.Exchange;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import javax.net.ssl.SSLHandshakeException;

/// Posts messages to WhatsApp's API: each call at most once, for only the caller knows whether it
/// may be repeated.
public final class CloudApi implements AutoCloseable {

  /// WhatsApp's answers have less than a kilobyte.
  private static final long ANSWER_BYTES_MAX = 64 * 1024;

  private final String userAgent;
  private final Duration callTimeout;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  /// @param userAgent name and version, in the form `name/1.2.3` that WhatsApp's description wants
  /// @param callTimeout longest wait for an answer, its body included
  /// @param clock by which the date of an answer without a date of its own is told
  public CloudApi(String userAgent, Duration connectTimeout, Duration callTimeout, Clock clock) {
    this.userAgent = userAgent;
    this.callTimeout = callTimeout;
    this.clock = clock;
    // Of HTTP/1.1 it is known which failure comes before the request is on its way. The client does
    // not repeat a POST by itself.
    this.http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(threads)
            .build();
  }

  /// Sends a message, and reports what came of it; never fails.
  public CompletableFuture<CallResult> send(URI url, String accessToken, byte[] json) {
    return post(url, accessToken, json, Answer::toMessage);
  }

  /// Marks a message as read, and reports what came of it; never fails.
  public CompletableFuture<CallResult> markRead(URI url, String accessToken, byte[] json) {
    return post(url, accessToken, json, Answer::toReadMark);
  }

  private CompletableFuture<CallResult> post(
      URI url,
      String accessToken,
      byte[] json,
      BiFunction<HttpResponse<byte[]>, Instant, CallResult> reading) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(url)
              .timeout(callTimeout)
              .header("User-Agent", userAgent)
              .header("Authorization", "Bearer " + accessToken)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(json))
              .build();
    } catch (IllegalArgumentException e) {
      // Of a url or token that is none. Its message might hold the token.
      return CompletableFuture.completedFuture(new CallResult.NotReached("invalid url or token"));
    }
    return Exchange.send(
            http, request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX))
        .handle((response, failure) ->
            failure == null ? reading.apply(response, clock.instant()) : failed(failure));
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }

  /// Only what fails before there is a connection is sure to have sent nothing.
  private static CallResult failed(Throwable failure) {
    // Not what is beneath that: a refused connection has a cause which does not say so.
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String name = cause.getClass().getSimpleName();
    return cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof UnresolvedAddressException
            || cause instanceof SSLHandshakeException
        ? new CallResult.NotReached(name)
        : new CallResult.NoAnswer(name);
  }
}
