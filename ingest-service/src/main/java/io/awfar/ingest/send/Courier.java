package io.awfar.ingest.send;

import io.awfar.ingest.attempt.Noted;
import io.awfar.ingest.call.CallResult;
import io.awfar.ingest.call.CloudApi;
import io.awfar.whatsapp.AttemptStep;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Makes one attempt: notes it, and calls WhatsApp once that is durable.
final class Courier {

  private final CloudApi api;
  private final Executor desk;
  private final Duration callDelayMax;
  private final Clock clock;
  private final SendMetrics metrics;
  private final SendStep.Watcher watcher;

  Courier(
      CloudApi api,
      Executor desk,
      Duration callDelayMax,
      Clock clock,
      SendMetrics metrics,
      SendStep.Watcher watcher) {
    this.api = api;
    this.desk = desk;
    this.callDelayMax = callDelayMax;
    this.clock = clock;
    this.metrics = metrics;
    this.watcher = watcher;
  }

  /// What came of the attempt; fails if the journal is lost, so that it is unknown whether another
  /// instance has the send. On the desk's thread, as everything here.
  CompletableFuture<CallResult> carry(NumberLine number, Send send, SendingChannel channel) {
    if (send.isReadMark()) {
      return post(number, send, channel);
    }
    watcher.reached(SendStep.CHOSEN, send.id());
    send.attempt(send.attempt() + 1);
    return send.partition()
        .note(send, Steps.of(send, AttemptStep.STARTED, clock), desk)
        .thenCompose(noted -> call(number, send, channel, noted));
  }

  /// The last look before the call. An instance that was frozen here wakes up too late to call,
  /// since its own clock went on; one that was frozen before could not note the attempt.
  private CompletableFuture<CallResult> call(
      NumberLine number, Send send, SendingChannel channel, Noted noted) {
    watcher.reached(SendStep.NOTED, send.id());
    long now = System.nanoTime();
    // WhatsApp may have asked the number to wait meanwhile, or have ceased to answer.
    if (send.partition().journal().isLost()
        || now - noted.commitNanos() > callDelayMax.toNanos()
        || number.isHeld(now)
        || number.doubt().holdsBack(send.isTrial())) {
      return CompletableFuture.completedFuture(new CallResult.NotCalled());
    }
    CompletableFuture<CallResult> result = post(number, send, channel);
    watcher.reached(SendStep.CALLING, send.id());
    return result.thenApplyAsync(
        answer -> {
          watcher.reached(SendStep.ANSWERED, send.id());
          return answer;
        },
        desk);
  }

  private CompletableFuture<CallResult> post(NumberLine number, Send send, SendingChannel channel) {
    long start = System.nanoTime();
    number.called(start);
    CompletableFuture<CallResult> call =
        send.isReadMark()
            ? api.markRead(channel.messagesUrl(), channel.accessToken(), send.json())
            : api.send(channel.messagesUrl(), channel.accessToken(), send.json());
    return call.thenApply(result -> {
      metrics.called(result, Duration.ofNanos(System.nanoTime() - start));
      return result;
    });
  }
}
