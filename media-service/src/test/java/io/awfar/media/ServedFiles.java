package io.awfar.media;

import static org.awaitility.Awaitility.await;

import io.awfar.schemas.channel.ChannelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The running service between a gateway and a WhatsApp that are played, and who asks it for files.
public record ServedFiles(
    PlayedGateway gateway, PlayedApi api, RunningService service, FileClient files)
    implements AutoCloseable {

  public static ServedFiles start(Path spool) throws IOException {
    return start(spool, Map.of());
  }

  public static ServedFiles start(Path spool, Map<String, String> settings) throws IOException {
    PlayedGateway gateway = new PlayedGateway();
    PlayedApi api = PlayedApi.start();
    Map<String, String> all = new HashMap<>(settings);
    all.put("AWFAR_MEDIA_JWKS_URL", gateway.keysUrl());
    RunningService service = RunningService.start(api, spool, all);
    // Until then it is not known whose token is whose.
    await().until(service.bean(ChannelDirectory.class)::isCaughtUp);
    return new ServedFiles(gateway, api, service, new FileClient(service.port()));
  }

  @Override
  public void close() {
    files.close();
    service.close();
    api.close();
    gateway.close();
  }
}
