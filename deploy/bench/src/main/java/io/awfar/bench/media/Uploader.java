package io.awfar.bench.media;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;

/// An agent who uploads files, some at a time, with a token of a gateway's key.
final class Uploader {

  private static final String BOUNDARY = "bench-boundary";
  private static final Duration VALIDITY = Duration.ofDays(1);

  private final RSAKey key;
  private final String token;

  Uploader() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    SignedJWT signed =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer("awfar-gateway")
                .subject(UUID.randomUUID().toString())
                .claim("workspace", MediaMessages.OWNER.toString())
                .claim("role", "agent")
                .expirationTime(Date.from(Instant.now().plus(VALIDITY)))
                .build());
    signed.sign(new RSASSASigner(key));
    token = signed.serialize();
  }

  /// What a gateway publishes.
  String keys() {
    return new JWKSet(key).toPublicJWKSet().toString();
  }

  /// A body and how long it is.
  record Body(String name, InputStream content, long bytes) {}

  /// Uploads files of these numbers, the first included and the last not.
  ///
  /// @param atOnce uploads at a time
  /// @throws IOException if one of them is refused
  void upload(int port, long first, long last, int atOnce, LongFunction<Body> body)
      throws IOException, InterruptedException {
    Semaphore room = new Semaphore(atOnce);
    List<Future<?>> uploads = new ArrayList<>();
    try (HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long number = first; number < last; number++) {
        room.acquire();
        Body next = body.apply(number);
        uploads.add(
            threads.submit(() -> {
              try {
                one(http, port, next);
                return null;
              } finally {
                room.release();
              }
            }));
      }
      for (Future<?> upload : uploads) {
        upload.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("An upload failed", e.getCause());
    }
  }

  private void one(HttpClient http, int port, Body body) throws IOException, InterruptedException {
    byte[] head =
        ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
            .formatted(BOUNDARY, body.name())
            .getBytes(StandardCharsets.US_ASCII);
    byte[] tail = "\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII);
    InputStream whole =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(head),
                    body.content(),
                    new ByteArrayInputStream(tail))));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/files"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(() -> whole),
                    head.length + body.bytes() + tail.length))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
  }
}
