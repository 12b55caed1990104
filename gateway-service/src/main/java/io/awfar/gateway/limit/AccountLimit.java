package io.awfar.gateway.limit;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.PasswordAttempts;
import io.awfar.gateway.error.RefusedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Limits how many wrong passwords an account is tried with, from wherever.
///
/// A place from which the account was signed in to lately has a bucket of its own, so that nobody
/// elsewhere can keep its owner out. Several accounts may share an email: then such a place is one
/// from which all of them were, or whoever makes an account with the email of another had a new
/// bucket at each address for guesses at the other's. Only a wrong password stays counted, of the
/// account as of the address, and who signs in costs its address no request either: an office
/// behind one address begins its day at once.
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
  public <T> Mono<T> bounded(
      String account, Mono<List<UUID>> holders, Mono<T> attempt, Function<T, UUID> holder) {
    if (!settings.enabled()) {
      return attempt;
    }
    return Mono.deferContextual(context -> {
      ServerWebExchange exchange = context.get(ServerWebExchange.class);
      String address = pseudonyms.ofAddress(exchange.getRequest());
      Mono<Boolean> known =
          holders.flatMap(
              ids -> places.knowAll(ids.stream().map(id -> place(id, address)).toList()));
      return bounded(
          pseudonyms.of("account", account),
          address,
          known,
          attempt,
          result -> place(holder.apply(result), address),
          exchange);
    });
  }

  private String place(UUID holder, String address) {
    return pseudonyms.of("account", holder.toString()) + "@" + address;
  }

  private <T> Mono<T> bounded(
      String account,
      String address,
      Mono<Boolean> known,
      Mono<T> attempt,
      Function<T, String> place,
      ServerWebExchange exchange) {
    Rate rate = settings.authByAccount();
    Mono<Void> counted =
        rate.isOff()
            ? Mono.empty()
            : known.flatMap(isKnown ->
                limits.charge(
                    exchange, Limit.ACCOUNT, rate, isKnown ? account + "@" + address : account));
    Mono<Void> uncounted = Mono.defer(() -> limits.giveBack(exchange, ATTEMPTS));
    // With a token its user is counted, and not the address.
    Set<Limit> given = Caller.of(exchange) == null ? SIGN_IN : ATTEMPTS;
    Mono<Void> succeeded = Mono.defer(() -> limits.giveBack(exchange, given));
    return counted.then(
        attempt
            .onErrorResume(failure ->
                isWrongPassword(failure)
                    ? Mono.error(failure)
                    : uncounted.then(Mono.error(failure)))
            .flatMap(result ->
                succeeded
                    .then(Mono.defer(() -> places.remember(place.apply(result))))
                    .thenReturn(result)));
  }

  private static boolean isWrongPassword(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.code().status().is4xxClientError();
  }
}
