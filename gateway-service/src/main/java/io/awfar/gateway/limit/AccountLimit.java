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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Limits how many wrong passwords an account is tried with, from wherever.
///
/// Where too many were tried, a place from which the account was signed in to lately has a bucket
/// of its own, so that nobody elsewhere can keep its owner out. Several accounts may share an
/// email: then only the passwords of those that were signed in to from there are looked at, or
/// whoever makes an account with the email of another could go on guessing at the other's. Only a
/// wrong password stays counted, of the account as of the address, and who signs in costs its
/// address no request either: an office behind one address begins its day at once.
@Component
final class AccountLimit implements PasswordAttempts {

  private static final UUID NOBODY = new UUID(0, 0);
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
      String account, Mono<List<UUID>> holders, Attempt<T> attempt, Function<T, UUID> holder) {
    if (!settings.enabled()) {
      return attempt.at(null);
    }
    return Mono.deferContextual(context -> {
      ServerWebExchange exchange = context.get(ServerWebExchange.class);
      String address = pseudonyms.ofAddress(exchange.getRequest());
      Mono<Void> uncounted = Mono.defer(() -> limits.giveBack(exchange, ATTEMPTS));
      return attempted(pseudonyms.of("account", account), address, holders, attempt, exchange)
          .onErrorResume(failure ->
              isWrongPassword(failure) ? Mono.error(failure) : uncounted.then(Mono.error(failure)))
          .flatMap(result ->
              succeeded(exchange, place(holder.apply(result), address)).thenReturn(result));
    });
  }

  private <T> Mono<T> attempted(
      String account,
      String address,
      Mono<List<UUID>> holders,
      Attempt<T> attempt,
      ServerWebExchange exchange) {
    Rate rate = settings.authByAccount();
    return limits
        .tryCharge(exchange, Limit.ACCOUNT, rate, account)
        .flatMap(hasRoom -> {
          if (hasRoom) {
            return attempt.at(null);
          }
          return known(holders, address)
              .flatMap(known -> {
                String bucket = known.isEmpty() ? account : account + "@" + address;
                return limits
                    .charge(exchange, Limit.ACCOUNT, rate, bucket)
                    .then(Mono.defer(() -> attempt.at(known.isEmpty() ? null : known)));
              });
        });
  }

  /// Which of the users were signed in to from the address. Of nobody the same is asked.
  private Mono<List<UUID>> known(Mono<List<UUID>> holders, String address) {
    return holders.flatMap(ids ->
        ids.isEmpty()
            ? places.know(place(NOBODY, address)).thenReturn(ids)
            : Flux.fromIterable(ids)
                .filterWhen(id -> places.know(place(id, address)))
                .collectList());
  }

  private Mono<Void> succeeded(ServerWebExchange exchange, String place) {
    // With a token its user is counted, and not the address.
    Set<Limit> given = Caller.of(exchange) == null ? SIGN_IN : ATTEMPTS;
    return limits.giveBack(exchange, given).then(Mono.defer(() -> places.remember(place)));
  }

  private String place(UUID holder, String address) {
    return pseudonyms.of("account", holder.toString()) + "@" + address;
  }

  private static boolean isWrongPassword(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.code().status().is4xxClientError();
  }
}
