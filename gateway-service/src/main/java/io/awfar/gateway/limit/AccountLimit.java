package io.awfar.gateway.limit;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.PasswordAttempts;
import io.awfar.gateway.error.RefusedException;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Limits how many wrong passwords an account is tried with, from wherever.
///
/// A place from which the account was signed in to lately has a bucket of its own, so that nobody
/// elsewhere can keep its owner out. Only a wrong password stays counted, of the account as of the
/// address, and who signs in costs its address no request either: an office behind one address
/// begins its day at once.
@Component
final class AccountLimit implements PasswordAttempts {

  private static final Set<Limit> ATTEMPTS = EnumSet.of(Limit.AUTH, Limit.ACCOUNT);
  private static final Set<Limit> SIGN_IN = EnumSet.of(Limit.AUTH, Limit.ACCOUNT, Limit.API);

  private final LimitSettings settings;
  private final Limits limits;
  private final KnownPlaces places;
  private final Pseudonyms pseudonyms;

  AccountLimit(LimitSettings settings, Limits limits, KnownPlaces places, Pseudonyms pseudonyms) {
    this.settings = settings;
    this.limits = limits;
    this.places = places;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public <T> Mono<T> bounded(String account, Mono<T> attempt) {
    if (!settings.enabled()) {
      return attempt;
    }
    return Mono.deferContextual(context ->
        bounded(pseudonyms.of("account", account), attempt, context.get(ServerWebExchange.class)));
  }

  private <T> Mono<T> bounded(String account, Mono<T> attempt, ServerWebExchange exchange) {
    String place = account + "@" + pseudonyms.ofAddress(exchange.getRequest());
    Rate rate = settings.authByAccount();
    Mono<Void> counted =
        rate.isOff()
            ? Mono.empty()
            : places
                .know(place)
                .flatMap(
                    known -> limits.charge(exchange, Limit.ACCOUNT, rate, known ? place : account));
    Mono<Void> uncounted = Mono.defer(() -> limits.giveBack(exchange, ATTEMPTS));
    // With a token its user is counted, and not the address.
    Set<Limit> given = Caller.of(exchange) == null ? SIGN_IN : ATTEMPTS;
    Mono<Void> succeeded =
        Mono.defer(() -> limits.giveBack(exchange, given))
            .then(Mono.defer(() -> places.remember(place)));
    return counted.then(
        attempt
            .onErrorResume(failure ->
                isWrongPassword(failure)
                    ? Mono.error(failure)
                    : uncounted.then(Mono.error(failure)))
            .flatMap(result -> succeeded.thenReturn(result))
            .switchIfEmpty(succeeded.then(Mono.empty())));
  }

  private static boolean isWrongPassword(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.code().status().is4xxClientError();
  }
}
