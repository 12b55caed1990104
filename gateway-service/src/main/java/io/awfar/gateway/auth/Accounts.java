package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Adds accounts, of which an email may have one in each workspace.
///
/// The passwords of all accounts of an email have one salt, so that a sign-in computes one hash,
/// and takes the same time, however many there are.
@Component
final class Accounts {

  private static final long OTHER_SALTS_MAX = 3;

  private final UserQueries users;
  private final PasswordHashes passwords;
  private final TransactionalOperator transactions;

  Accounts(UserQueries users, PasswordHashes passwords, TransactionalOperator transactions) {
    this.users = users;
    this.passwords = passwords;
    this.transactions = transactions;
  }

  /// Somebody else has added the first account of the email meanwhile, with a salt of its own.
  private static final class OtherSaltException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OtherSaltException() {
      super(null, null, false, false);
    }
  }

  /// @param insert adds the account, given the hash of its password, in a transaction that is alone
  ///   with the email; if it fails, nothing of it has happened
  Mono<Account> add(String email, String password, Function<String, Mono<Account>> insert) {
    return Mono.defer(() -> salt(email))
        .flatMap(salt ->
            passwords
                .hash(password, salt)
                .flatMap(hash ->
                    transactions.transactional(
                        alone(email, salt).then(Mono.defer(() -> insert.apply(hash))))))
        .retryWhen(
            Retry.max(OTHER_SALTS_MAX)
                .filter(OtherSaltException.class::isInstance)
                .onRetryExhaustedThrow((_, _) -> new RefusedException(ErrorCode.BUSY)));
  }

  private Mono<String> salt(String email) {
    return users.saltOf(email).switchIfEmpty(Mono.fromSupplier(passwords::newSalt));
  }

  private Mono<Void> alone(String email, String salt) {
    return users
        .lock(email)
        .then(Mono.defer(() -> users.saltOf(email)))
        .filter(others -> !others.equals(salt))
        .flatMap(_ -> Mono.error(new OtherSaltException()));
  }
}
