package io.awfar.gateway.auth;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class TokenTest {

  @Test
  void aTokenSurvivesARestartAndIsKnownToAnotherGatewayOnTheDatabase() {
    TestPostgres.Database database = TestPostgres.create();
    String token;
    try (RunningGateway first = RunningGateway.ready(database)) {
      token = first.signIn(EMAIL, PASSWORD);
      try (RunningGateway second = RunningGateway.ready(database)) {
        assertAccepted(second, token);
      }
    }
    try (RunningGateway restarted = RunningGateway.ready(database)) {
      assertAccepted(restarted, token);
      assertThat(Sql.text(database, "select count(*) from signing_keys")).isEqualTo("1");
      assertThat(Sql.text(database, "select count(*) from users")).isEqualTo("1");
    }
  }

  @Test
  void ofKeysFromTheSettingsTheFirstSignsAllVerifyAndNoneIsKept() throws Exception {
    TestPostgres.Database database = TestPostgres.create();
    RSAKey today = new RSAKeyGenerator(2048).keyID("today").generate();
    RSAKey yesterday = new RSAKeyGenerator(2048).keyID("yesterday").generate();
    String keys = new JWKSet(List.of(today, yesterday)).toString(false);
    try (RunningGateway gateway =
        RunningGateway.ready(database, "--AWFAR_GATEWAY_JWT_KEY=" + keys)) {
      SignedJWT token = SignedJWT.parse(gateway.signIn(EMAIL, PASSWORD));
      assertThat(token.getHeader().getKeyID()).isEqualTo("today");
      assertAccepted(gateway, token.serialize());

      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("yesterday").build();
      SignedJWT older = new SignedJWT(header, token.getJWTClaimsSet());
      older.sign(new RSASSASigner(yesterday));
      assertAccepted(gateway, older.serialize());

      assertThat(Sql.text(database, "select count(*) from signing_keys")).isEqualTo("0");
    }
  }

  @Test
  void othersCanVerifyATokenByThePublishedKeysWhichAreNotPrivate() throws Exception {
    String published =
        GATEWAY
            .api()
            .get()
            .uri("/.well-known/jwks.json")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    SignedJWT token = SignedJWT.parse(GATEWAY.signIn(EMAIL, PASSWORD));

    JWKSet keys = JWKSet.parse(published);
    RSAKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertThat(keys.containsNonPublicKeys()).isFalse();
    assertThat(token.verify(new com.nimbusds.jose.crypto.RSASSAVerifier(key))).isTrue();
    assertThat(token.getJWTClaimsSet().getClaims())
        .containsOnlyKeys("iss", "sub", "iat", "exp", "workspace", "role", "version");
  }

  @Test
  void withoutATokenTheAnswerIsAProblemThatSaysSo() {
    GATEWAY
        .api()
        .get()
        .uri("/api/auth/me")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueEquals("WWW-Authenticate", "Bearer")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("token_missing");
  }

  @Test
  void aStaleTokenDoesNotKeepAnybodyFromSigningInOrFromOpenRoutes() {
    var stale = GATEWAY.withToken("stale");
    stale
        .post()
        .uri("/api/auth/login")
        .bodyValue(Map.of("email", EMAIL, "password", PASSWORD))
        .exchange()
        .expectStatus()
        .isOk();
    stale.get().uri("/health").exchange().expectStatus().isOk();
  }

  @Test
  void aTamperedTokenIsRefused() {
    String[] parts = GATEWAY.signIn(EMAIL, PASSWORD).split("\\.");
    String otherWorkspace =
        new PlainJWT(claims().claim("workspace", UUID.randomUUID().toString()).build())
            .serialize()
            .split("\\.")[1];
    assertRefused(parts[0] + "." + otherWorkspace + "." + parts[2]);
    assertRefused(parts[0] + "." + parts[1] + ".");
    assertRefused("not.a.token");
    assertRefused("x");
    assertRefused("two words");
  }

  @Test
  void aTokenHasOneFormOnly() {
    String token = GATEWAY.signIn(EMAIL, PASSWORD);

    // The library would read over these.
    assertRefused("  " + token);
    assertRefused(token + "!");
    assertRefused(token.replace(".", ".\t"));
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    assertRefused(new PlainJWT(claims().build()).serialize());
  }

  @Test
  void aTokenOfAnotherKeyIsRefusedWhateverKeyIdItClaims() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).generate();
    assertRefused(signed(claims(), JWSAlgorithm.RS256, new RSASSASigner(other)));
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws Exception {
    byte[] publicKey = key().toRSAPublicKey().getEncoded();
    assertRefused(signed(claims(), JWSAlgorithm.HS256, new MACSigner(publicKey)));
  }

  @Test
  void anotherAlgorithmOfTheSameKeyIsRefused() throws Exception {
    assertRefused(signed(claims(), JWSAlgorithm.PS256, new RSASSASigner(key())));
  }

  @Test
  void anExpiredTokenIsRefusedAndOneThatIsNotIsAccepted() throws Exception {
    JWSSigner signer = new RSASSASigner(key());
    Date past = Date.from(Instant.now().minusSeconds(120));
    assertRefused(signed(claims().expirationTime(past), JWSAlgorithm.RS256, signer));
    assertAccepted(GATEWAY, signed(claims(), JWSAlgorithm.RS256, signer));
  }

  @Test
  void aTokenThatNeverExpiresOrLacksAClaimOrHasAnotherIssuerIsRefused() throws Exception {
    JWSSigner signer = new RSASSASigner(key());
    assertRefused(signed(claims().expirationTime(null), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().claim("workspace", null), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().claim("role", "owner"), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().issuer("another"), JWSAlgorithm.RS256, signer));
  }

  @Test
  void aTokenFromBeforeThereWereVersionsHasTheFirstAndAnyOtherIsRefused() throws Exception {
    JWSSigner signer = new RSASSASigner(key());
    assertAccepted(GATEWAY, signed(claims(), JWSAlgorithm.RS256, signer));
    assertAccepted(GATEWAY, signed(claims().claim("version", 0), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().claim("version", 1), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().claim("version", -1), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().claim("version", 1L << 32), JWSAlgorithm.RS256, signer));
    assertRefused(signed(claims().claim("version", "0"), JWSAlgorithm.RS256, signer));
  }

  @Test
  void aTokenThatClaimsAnotherRoleOrWorkspaceThanItsUserHasIsRefused() throws Exception {
    JWSSigner signer = new RSASSASigner(key());
    assertRefused(signed(claims().claim("role", "agent"), JWSAlgorithm.RS256, signer));
    assertRefused(
        signed(
            claims().claim("workspace", UUID.randomUUID().toString()), JWSAlgorithm.RS256, signer));
  }

  @Test
  void aTokenOfAUserThatIsGoneNamesNobody() throws Exception {
    String token =
        signed(
            claims().subject(UUID.randomUUID().toString()),
            JWSAlgorithm.RS256,
            new RSASSASigner(key()));
    assertRefused(token);
  }

  private static RSAKey key() throws Exception {
    return RSAKey.parse(Sql.text(DATABASE, "select jwk from signing_keys"));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("awfar-gateway")
        .subject(Sql.text(DATABASE, "select id from users where email = '" + EMAIL + "'"))
        .claim("workspace", RunningGateway.WORKSPACE)
        .claim("role", "admin")
        .expirationTime(Date.from(Instant.now().plusSeconds(60)));
  }

  private static String signed(
      JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
    JWSHeader header = new JWSHeader.Builder(algorithm).keyID(key().getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private static void assertAccepted(RunningGateway gateway, String token) {
    gateway.withToken(token).get().uri("/api/auth/me").exchange().expectStatus().isOk();
  }

  private static void assertRefused(String token) {
    GATEWAY
        .withToken(token)
        .get()
        .uri("/api/auth/me")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("token_invalid");
  }
}
