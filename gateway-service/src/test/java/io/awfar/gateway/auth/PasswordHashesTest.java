package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.GatewaySettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PasswordHashesTest {

  private final PasswordHashes passwords =
      new PasswordHashes(
          new Binder(
                  new MapConfigurationPropertySource(
                      Map.of(
                          "awfar.gateway.password-threads-max", "1",
                          "awfar.gateway.passwords-waiting-max", "1")))
              .bindOrCreate("awfar.gateway", GatewaySettings.class));

  @AfterEach
  void stop() {
    passwords.destroy();
  }

  @Test
  void aHashIsBcryptWithTwelveRoundsAndFitsItsPasswordOnly() {
    String salt = passwords.newSalt();
    String hash = passwords.hash("correct horse", salt).block();

    assertThat(hash).startsWith("$2a$12$").startsWith(salt).hasSize(60);
    assertThat(new BCryptPasswordEncoder().matches("correct horse", hash)).isTrue();
    assertThat(passwords.hash("correct horse", salt).block()).isEqualTo(hash);
    assertThat(passwords.hash("correct horsE", salt).block()).isNotEqualTo(hash);
    assertThat(passwords.newSalt()).isNotEqualTo(salt);
  }

  @Test
  void aPasswordThatIsLongerThanBcryptReadsHasAHashThatNobodyHas() {
    String salt = passwords.newSalt();
    String longest = "x".repeat(72);

    assertThat(passwords.hash(longest + "y", salt).block())
        .isNotEqualTo(passwords.hash(longest, salt).block())
        .isNotEqualTo(passwords.hash("too long", salt).block())
        .doesNotStartWith(salt);
  }

  @Test
  void bcryptRunsOnThreadsOfItsOwnEvenWhenAskedFromAnEventLoop() {
    String thread =
        Mono.defer(() -> passwords.hash("x", passwords.newSalt()))
            .map(_ -> Thread.currentThread().getName())
            .subscribeOn(Schedulers.parallel())
            .block();

    assertThat(thread).startsWith("gateway-password");
  }

  @Test
  void moreThanTheQueueHoldsIsRefusedAtOnce() {
    List<String> outcomes =
        Flux.range(0, 6)
            .flatMap(_ ->
                passwords
                    .hash("x", passwords.newSalt())
                    .map(_ -> "checked")
                    .onErrorResume(RejectedExecutionException.class, _ -> Mono.just("refused")))
            .collectList()
            .block();

    assertThat(outcomes).hasSize(6).contains("checked", "refused");
  }
}
