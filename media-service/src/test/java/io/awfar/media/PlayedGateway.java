package io.awfar.media;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/// Issues tokens as the gateway does, and publishes the keys.
public final class PlayedGateway implements AutoCloseable {

  private final HttpServer server;
  private final RSAKey key = newKey("first");
  private volatile boolean down;

  public PlayedGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/.well-known/jwks.json",
        exchange -> {
          byte[] body = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(down ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  public String keysUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
  }

  public void goDown() {
    down = true;
  }

  public void comeBack() {
    down = false;
  }

  public String token(UUID ownerId, String role) {
    return token(claims(ownerId, role).build());
  }

  public String token(JWTClaimsSet claims) {
    return signed(claims, JWSAlgorithm.RS256, key);
  }

  /// Signed with a key that is not published under the same id.
  public String forged(UUID ownerId) {
    return signed(claims(ownerId, "admin").build(), JWSAlgorithm.RS256, newKey("first"));
  }

  /// Signed with the public key as a secret.
  public String confused(UUID ownerId) throws Exception {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
    SignedJWT token = new SignedJWT(header, claims(ownerId, "admin").build());
    token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    return token.serialize();
  }

  public static JWTClaimsSet.Builder claims(UUID ownerId, String role) {
    return new JWTClaimsSet.Builder()
        .issuer("awfar-gateway")
        .subject(UUID.randomUUID().toString())
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
        .claim("workspace", ownerId.toString())
        .claim("role", role)
        .claim("version", 1);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, RSAKey key) {
    try {
      JWSSigner signer = new RSASSASigner(key);
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID("first").build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
