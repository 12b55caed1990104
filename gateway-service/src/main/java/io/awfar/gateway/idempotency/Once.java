package io.awfar.gateway.idempotency;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import io.awfar.gateway.idempotency.ApiRequestQueries.Known;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Does what a request asks for once, over all gateways on the database and through their crashes.
///
/// Its plan is durable before anything is done, so whoever goes on after a crash does exactly the
/// same. A refusal has done nothing and is not remembered.
@Component
public final class Once {

  private static final Logger log = LoggerFactory.getLogger(Once.class);

  private static final int CLAIMS_MAX = 3;

  private final ApiRequestQueries requests;

  Once(ApiRequestQueries requests) {
    this.requests = requests;
  }

  /// Answers a request, by doing it or with what it was answered before.
  ///
  /// It goes on when the caller hangs up, whose next request then finds the answer.
  public Mono<Answer> answer(KeyedRequest request, Task task) {
    Mono<Answer> work = Mono.defer(() -> attempt(request, task, CLAIMS_MAX));
    return Mono.deferContextual(
        context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
  }

  private Mono<Answer> attempt(KeyedRequest request, Task task, int claimsLeft) {
    if (claimsLeft == 0) {
      return Mono.error(new RefusedException(ErrorCode.REQUEST_IN_PROGRESS));
    }
    UUID claim = UUID.randomUUID();
    return requests
        .claim(request, claim)
        .flatMap(claimed -> {
          byte[] plan = claimed.plan();
          return (plan == null ? plan(request, claim, task) : Mono.just(plan))
              .flatMap(decided -> carryOut(request, claim, task, decided));
        })
        .switchIfEmpty(
            Mono.defer(() ->
                requests
                    .find(request)
                    .map(known -> replay(request, known))
                    // Whoever had it was refused in between.
                    .switchIfEmpty(Mono.defer(() -> attempt(request, task, claimsLeft - 1)))));
  }

  private Mono<byte[]> plan(KeyedRequest request, UUID claim, Task task) {
    return task.plan()
        .onErrorResume(afterwards(requests.forget(request, claim)))
        .flatMap(plan ->
            requests
                .plan(request, claim, plan)
                .flatMap(own ->
                    own
                        ? Mono.just(plan)
                        : Mono.error(new RefusedException(ErrorCode.REQUEST_IN_PROGRESS))));
  }

  private Mono<Answer> carryOut(KeyedRequest request, UUID claim, Task task, byte[] plan) {
    return task.carryOut(plan)
        .onErrorResume(afterwards(requests.leave(request, claim)))
        .flatMap(body ->
            requests
                .answer(request, claim, body)
                // It is done: the next request does it again, which is harmless, and is told the
                // same.
                .onErrorResume(failure ->
                    Mono.deferContextual(context -> {
                      String kind = failure.getClass().getSimpleName();
                      RequestId.logged(context, () -> log.warn("An answer was not kept: {}", kind));
                      return Mono.empty();
                    }))
                .thenReturn(new Answer(body, false)));
  }

  private static Answer replay(KeyedRequest request, Known known) {
    if (!MessageDigest.isEqual(known.fingerprint(), request.fingerprint())) {
      throw new RefusedException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    byte[] answer = known.answer();
    if (answer == null) {
      throw new RefusedException(ErrorCode.REQUEST_IN_PROGRESS);
    }
    return new Answer(answer, true);
  }

  /// The failure, after something that may itself fail: then the claim ends by itself.
  private static <T> Function<Throwable, Mono<T>> afterwards(Mono<Void> step) {
    return failure -> step.onErrorComplete().then(Mono.error(failure));
  }
}
