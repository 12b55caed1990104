package io.awfar.schemas.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Exchanges that end in time, the body of the answer included.
///
/// The time-out of a request ends, in the JDK's client, with the head of the answer (JDK-8208693):
/// a server that sends no more than that would be waited for without an end.
public final class Exchange {

  private Exchange() {}

  /// Sends a request, and gives it up with a [TimeoutException] if the whole of its answer is not
  /// there within its time-out.
  ///
  /// @param request has a time-out
  public static <T> CompletableFuture<HttpResponse<T>> send(
      HttpClient http, HttpRequest request, BodyHandler<T> body) {
    long timeMaxNanos = request.timeout().orElseThrow().toNanos();
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<T>> result = new CompletableFuture<>();
    CompletableFuture<HttpResponse<T>> exchange =
        http.sendAsync(
            request,
            head -> {
              // Until here the client's own time-out holds, which tells a connection that did not
              // come about from an answer that did not.
              long left = timeMaxNanos - (System.nanoTime() - start);
              var _ = result.orTimeout(Math.max(0, left), TimeUnit.NANOSECONDS);
              return body.apply(head);
            });
    var unused =
        exchange.whenComplete((response, failure) -> {
          boolean _ =
              failure == null ? !result.complete(response) : !result.completeExceptionally(failure);
        });
    var unusedToo =
        result.whenComplete((response, failure) -> {
          if (failure instanceof TimeoutException) {
            boolean _ = exchange.cancel(true);
          }
        });
    return result;
  }
}
