package io.awfar.gateway.auth;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SigningKeyRotationTest {

  private final TestPostgres.Database database = TestPostgres.create();
  private final RunningGateway one = RunningGateway.ready(database);
  private final RunningGateway other = RunningGateway.ready(database);
  private String oldToken;

  @BeforeEach
  void signInWithTheFirstKey() {
    oldToken = one.signIn(EMAIL, PASSWORD);
    assertThat(published(other)).containsExactly(keyId(oldToken));
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void anOldKeyIsReplacedAndVerifiesUntilItsLastTokenHasExpiredOnAllGateways() throws Exception {
    age("91 days");

    keepUp(one);

    String newToken = one.signIn(EMAIL, PASSWORD);
    assertThat(keyId(newToken)).isNotEqualTo(keyId(oldToken));
    for (RunningGateway gateway : List.of(other, one)) {
      assertThat(meStatus(gateway, newToken)).isEqualTo(200);
      assertThat(meStatus(gateway, oldToken)).isEqualTo(200);
      assertThat(published(gateway)).containsExactly(keyId(newToken), keyId(oldToken));
    }
    // Others who read the published keys verify both.
    JWKSet keys = JWKSet.parse(text(one));
    for (String token : List.of(oldToken, newToken)) {
      SignedJWT signed = SignedJWT.parse(token);
      assertThat(
              signed.verify(
                  new RSASSAVerifier(keys.getKeyByKeyId(keyId(token)).toRSAKey().toRSAPublicKey())))
          .isTrue();
    }

    retire("7 days");
    keepUp(one);
    assertThat(published(one)).containsExactly(keyId(newToken), keyId(oldToken));

    retire("7 days 2 hours");
    keepUp(one);
    assertThat(published(one)).containsExactly(keyId(newToken));
    assertThat(Sql.text(database, "select count(*) from signing_keys")).isEqualTo("1");
  }

  @Test
  void theOtherGatewaySignsWithTheNewKeyOnceItHasLooked() {
    age("91 days");
    keepUp(one);

    keepUp(other);

    assertThat(keyId(other.signIn(EMAIL, PASSWORD))).isEqualTo(keyId(one.signIn(EMAIL, PASSWORD)));
  }

  @Test
  void gatewaysThatReplaceItAtOnceAgreeOnOneKey() {
    for (int round = 1; round <= 3; round++) {
      age("91 days");

      Flux.just(one, other, one, other)
          .flatMap(gateway -> gateway.bean(KeptKeys.class).rotate())
          .blockLast();

      assertThat(Sql.text(database, "select count(*) from signing_keys"))
          .isEqualTo("" + (1 + round));
      assertThat(Sql.text(database, "select count(*) from signing_keys where retired_at is null"))
          .isEqualTo("1");
    }
    assertThat(meStatus(other, oldToken)).isEqualTo(200);
  }

  @Test
  void aKeyThatIsNotOldStays() {
    age("89 days");

    keepUp(one);

    assertThat(keyId(one.signIn(EMAIL, PASSWORD))).isEqualTo(keyId(oldToken));
  }

  @Test
  void whatIsRetiredIsKeptWithoutItsPrivatePart() {
    age("91 days");

    keepUp(one);

    assertThat(Sql.text(database, "select jwk from signing_keys where retired_at is not null"))
        .contains("\"n\"")
        .doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"");
    assertThat(Sql.text(database, "select jwk from signing_keys where retired_at is null"))
        .contains("\"d\"");
  }

  @Test
  void aKeyVerifiesForAsLongAsTheLongestTokenOfAnyGatewayLives() {
    try (RunningGateway _ = RunningGateway.ready(database, "--AWFAR_GATEWAY_TOKEN_VALIDITY=30d")) {
      age("91 days");
    }
    keepUp(one);

    retire("29 days");
    keepUp(one);
    assertThat(published(one)).contains(keyId(oldToken));

    retire("30 days 2 hours");
    keepUp(one);
    assertThat(published(one)).doesNotContain(keyId(oldToken));
  }

  @Test
  void whereTheKeyThatSignsWasDeletedAnotherIsMade() {
    Sql.run(database, "delete from signing_keys");

    keepUp(one);

    String token = one.signIn(EMAIL, PASSWORD);
    assertThat(keyId(token)).isNotEqualTo(keyId(oldToken));
    assertThat(meStatus(other, token)).isEqualTo(200);
    assertThat(published(other)).containsExactly(keyId(token));
  }

  private void age(String age) {
    Sql.run(
        database,
        "update signing_keys set created_at = now() - cast(? as interval) where retired_at is null",
        age);
  }

  private void retire(String ago) {
    Sql.run(
        database,
        "update signing_keys set retired_at = now() - cast(? as interval) where retired_at"
            + " is not null",
        ago);
  }

  private static void keepUp(RunningGateway gateway) {
    gateway.bean(AuthUpkeep.class).keepUp().block();
  }

  private static int meStatus(RunningGateway gateway, String token) {
    return gateway
        .withToken(token)
        .get()
        .uri("/api/auth/me")
        .exchange()
        .expectBody(String.class)
        .returnResult()
        .getStatus()
        .value();
  }

  /// Not older than a second.
  private static List<String> published(RunningGateway gateway) {
    gateway.bean(SigningKeys.class).reread().onErrorResume(_ -> Mono.empty()).block();
    try {
      return JWKSet.parse(text(gateway)).getKeys().stream().map(JWK::getKeyID).toList();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(RunningGateway gateway) {
    return gateway
        .api()
        .get()
        .uri("/.well-known/jwks.json")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private static String keyId(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
