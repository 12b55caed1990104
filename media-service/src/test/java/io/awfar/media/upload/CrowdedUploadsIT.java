package io.awfar.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.FileClient;
import io.awfar.media.FileClient.Answer;
import io.awfar.media.RunningService;
import io.awfar.media.Samples;
import io.awfar.media.ServedFiles;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that has room for a single upload.
class CrowdedUploadsIT {

  private final UUID owner = UUID.randomUUID();

  @Test
  void whoFindsNoRoomIsAskedToComeAgainAndServedOnceThereIsSome(@TempDir Path spool)
      throws Exception {
    try (ServedFiles served = ServedFiles.start(spool, Map.of("AWFAR_MEDIA_UPLOADS_MAX", "1"))) {
      RunningService service = served.service();
      FileClient files = served.files();
      String agent = served.gateway().token(owner, "agent");
      try (Socket other = new Socket("127.0.0.1", service.port())) {
        other.getOutputStream().write(FileClient.head(agent, "Content-Length: 1000"));
        MeterRegistry meters = service.bean(MeterRegistry.class);
        await().until(() -> meters.get("awfar.media.uploads.inflight").gauge().value() == 1);

        Answer answer = files.upload(agent, "a.png", Samples.png());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("busy");
        assertThat(answer.whole().headers().firstValue("Retry-After")).isPresent();
        assertThat(files.objects(owner)).isEmpty();
      }
      await().until(() -> files.upload(agent, "a.png", Samples.png()).status() == 201);
    }
  }
}
