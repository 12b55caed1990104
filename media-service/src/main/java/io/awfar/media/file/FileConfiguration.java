package io.awfar.media.file;

import io.awfar.media.MediaSettings;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.StoredFiles;
import io.awfar.schemas.topic.Topics;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.scheduler.Scheduler;

@Configuration(proxyBeanMethods = false)
class FileConfiguration {

  private final Clock clock;

  FileConfiguration(ObjectProvider<Clock> clock) {
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean
  KafkaAdmin.NewTopics fileTopics(MediaSettings settings) {
    return new KafkaAdmin.NewTopics(Topics.FILES.newTopic(settings.topicReplicationFactor()));
  }

  @Bean
  FileLog fileLog(MediaSettings settings, KafkaProperties kafka) {
    return FileLog.open(kafka.buildProducerProperties(), settings.files().eventTimeMax());
  }

  @Bean
  FileKeeper fileKeeper(MediaSettings settings, MediaStore store, StoredFiles files, FileLog log) {
    return new FileKeeper(store, files, log, settings.files().storesMax(), clock);
  }

  @Bean
  FileController fileController(
      MediaSettings settings, StoredFiles files, FileKeeper keeper, Scheduler blockingRequests) {
    return new FileController(files, keeper, settings.files(), clock, blockingRequests);
  }
}
