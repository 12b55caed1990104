package io.awfar.media.file;

import io.awfar.media.RunningService;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.StoredFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// The files of a running service, kept by one that no Kafka listens to.
public final class UntoldFiles implements AutoCloseable {

  private static final Duration TELL_TIME_MAX = Duration.ofMillis(300);

  private final FileLog log;
  private final FileKeeper keeper;

  public UntoldFiles(RunningService service) {
    Map<String, Object> configs = service.bean(KafkaProperties.class).buildProducerProperties();
    configs.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    log = FileLog.open(configs, TELL_TIME_MAX);
    keeper =
        new FileKeeper(
            service.bean(MediaStore.class),
            service.bean(StoredFiles.class),
            log,
            1,
            Clock.systemUTC());
  }

  public FileKeeper keeper() {
    return keeper;
  }

  @Override
  public void close() {
    log.close();
  }
}
