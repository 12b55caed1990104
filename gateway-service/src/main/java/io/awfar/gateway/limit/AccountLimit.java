package io.awfar.gateway.limit;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.PasswordAttempts;
import io.awfar.gateway.auth.User;
import io.awfar.gateway.error.RefusedException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Limits how many wrong passwords an account is tried with, from wherever.
///
/// Where too many were tried, a place from which the account was signed in to lately has a bucket
/// of its own, so that nobody elsewhere can keep its owner out. Several accounts may share an
/// email: then only the passwords of those that were signed in to from there are looked at, or
/// whoever makes an account with the email of another could go on guessing at the other's. Which
/// those are is asked of the place and not of the email, which may have as many accounts as
/// strangers like. Only a wrong password stays counted, of the account as of the address, and who
/// signs in costs its address no request either: an office behind one address begins its day at
/// once.
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
  public <T> Mono<T> bounded(String account, Attempt<T> attempt, Function<T, User> holder) {
    if (!settings.enabled()) {
      return attempt.at(null);
    }
    return Mono.deferContextual(context -> {
      ServerWebExchange exchange = context.get(ServerWebExchange.class);
      String address = pseudonyms.ofAddress(exchange.getRequest());
      Mono<Void> uncounted = Mono.defer(() -> limits.giveBack(exchange, ATTEMPTS));
      return attempted(pseudonyms.of("account", account), address, attempt, exchange)
          .onErrorResume(failure ->
              isWrongPassword(failure) ? Mono.error(failure) : uncounted.then(Mono.error(failure)))
          .flatMap(result -> succeeded(exchange, holder.apply(result), address).thenReturn(result));
    });
  }

  private <T> Mono<T> attempted(
      String account, String address, Attempt<T> attempt, ServerWebExchange exchange) {
    Rate rate = settings.authByAccount();
    return limits
        .tryCharge(exchange, Limit.ACCOUNT, rate, account)
        .flatMap(hasRoom -> {
          if (hasRoom) {
            return attempt.at(null);
          }
          String place = place(account, address);
          return places
              .usersOf(place)
              .flatMap(known -> {
                String bucket = known.isEmpty() ? account : place;
                return limits
                    .charge(exchange, Limit.ACCOUNT, rate, bucket)
                    .then(Mono.defer(() -> attempt.at(known.isEmpty() ? null : known)));
              });
        });
  }

  private Mono<Void> succeeded(ServerWebExchange exchange, User user, String address) {
    // With a token its user is counted, and not the address.
    Set<Limit> given = Caller.of(exchange) == null ? SIGN_IN : ATTEMPTS;
    String place = place(pseudonyms.of("account", user.email()), address);
    return limits
        .giveBack(exchange, given)
        .then(Mono.defer(() -> places.remember(place, user.id())));
  }

  private static String place(String account, String address) {
    return account + "@" + address;
  }

  private static boolean isWrongPassword(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.code().status().is4xxClientError();
  }
}
