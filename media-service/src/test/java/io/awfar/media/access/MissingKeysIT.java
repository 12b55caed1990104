package io.awfar.media.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.FileClient;
import io.awfar.media.FileClient.Answer;
import io.awfar.media.PlayedGateway;
import io.awfar.media.Samples;
import io.awfar.media.ServedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that is there before the gateway is.
class MissingKeysIT {

  /// Keys are asked for a few times a minute at most.
  private static final Duration LONG = Duration.ofSeconds(30);

  private final UUID owner = UUID.randomUUID();

  @Test
  void aCallerIsAskedToComeAgainWhileKeysCannotBeHadAndServedOnceTheyCan(@TempDir Path spool)
      throws Exception {
    try (ServedFiles served = ServedFiles.start(spool)) {
      PlayedGateway gateway = served.gateway();
      FileClient files = served.files();
      String agent = gateway.token(owner, "agent");
      gateway.goDown();

      Answer answer = files.upload(agent, "a.png", Samples.png());

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("keys_unavailable");
      assertThat(answer.whole().headers().firstValue("Retry-After")).isPresent();
      assertThat(files.objects(owner)).isEmpty();
      assertThat(files.upload(null, "a.png", Samples.png()).status()).isEqualTo(401);

      gateway.comeBack();
      await().atMost(LONG).until(() -> files.upload(agent, "a.png", Samples.png()).status() == 201);

      // What was had once is used on.
      gateway.goDown();
      assertThat(files.upload(agent, "a.png", Samples.png()).status()).isEqualTo(201);
    }
  }
}
