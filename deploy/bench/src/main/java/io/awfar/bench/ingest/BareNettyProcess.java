package io.awfar.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// The least that a webhook door does: reactor-netty alone verifies the signature, hands the body
/// to the producer as it is, and answers once it is acknowledged. It splits nothing and checks
/// nothing.
final class BareNettyProcess {

  static final String TOPIC = "bench-bare";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final KafkaProducer<byte[], byte[]> producer;
  private final SecretKeySpec secret;

  private BareNettyProcess(KafkaProducer<byte[], byte[]> producer, SecretKeySpec secret) {
    this.producer = producer;
    this.secret = secret;
  }

  /// @param arguments broker, app secret
  public static void main(String[] arguments) throws IOException {
    // As ingest-service sets them.
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            arguments[0],
            "acks",
            "all",
            "enable.idempotence",
            true,
            "linger.ms",
            5,
            "batch.size",
            128 << 10,
            "buffer.memory",
            64L << 20);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    var warm = producer.partitionsFor(TOPIC);
    BareNettyProcess process =
        new BareNettyProcess(
            producer, new SecretKeySpec(arguments[1].getBytes(StandardCharsets.UTF_8), ALGORITHM));
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                routes.post(
                    "/webhook",
                    (request, response) ->
                        response
                            .status(200)
                            .send(
                                request
                                    .receive()
                                    .aggregate()
                                    .asByteArray()
                                    .flatMap(body ->
                                        process.receive(
                                            request.requestHeaders().get("X-Hub-Signature-256"),
                                            body))
                                    .then(Mono.empty()))))
            .bindNow();
    System.out.println("READY " + server.port() + " " + warm.size());
    while (System.in.read() >= 0) {
      continue;
    }
    server.disposeNow();
    producer.close();
  }

  private Mono<Void> receive(@Nullable String signature, byte[] body) {
    if (signature == null || !signature.startsWith(PREFIX) || !isOf(signature, body)) {
      return Mono.error(new SecurityException("invalid signature"));
    }
    return Mono.create(sink -> {
      var unused =
          producer.send(
              new ProducerRecord<>(TOPIC, body),
              (metadata, failure) -> {
                if (failure == null) {
                  sink.success();
                } else {
                  sink.error(failure);
                }
              });
    });
  }

  private boolean isOf(String signature, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] expected = mac.doFinal(body);
      return MessageDigest.isEqual(
          expected, HexFormat.of().parseHex(signature, PREFIX.length(), signature.length()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
