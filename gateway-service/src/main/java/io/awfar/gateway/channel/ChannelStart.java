package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Makes the topic if it is missing, and encrypts with the first key what another has encrypted;
/// both in the background and for as long as it takes.
@Component
final class ChannelStart implements ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ChannelStart.class);
  private static final Duration RETRY_DELAY_MIN = Duration.ofMillis(500);
  private static final Duration RETRY_DELAY_MAX = Duration.ofSeconds(10);

  private final ChannelTopic topic;
  private final ChannelDirectory directory;
  private final ChannelStore channels;
  private final ChannelKeys keys;
  private final short replicationFactor;
  private @Nullable Disposable work;

  ChannelStart(
      ChannelTopic topic,
      ChannelDirectory directory,
      ChannelStore channels,
      ChannelKeys keys,
      GatewaySettings settings) {
    this.topic = topic;
    this.directory = directory;
    this.channels = channels;
    this.keys = keys;
    this.replicationFactor = settings.channels().topicReplicationFactor();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work =
        insisting(topic.create(Topics.CHANNELS.newTopic(replicationFactor)))
            .then(insisting(Mono.defer(this::encryptAgain)))
            .subscribe(_ -> {}, failure -> log.error("Gave up", failure));
  }

  @Override
  public void destroy() {
    if (work != null) {
      work.dispose();
    }
  }

  private Mono<Void> encryptAgain() {
    if (!directory.isCaughtUp()) {
      return Mono.error(new IllegalStateException("The channels are not known yet"));
    }
    List<String> old =
        directory.channels().values().stream()
            .filter(this::isOld)
            .map(ManagedChannel::channelId)
            .toList();
    return Flux.fromIterable(old)
        .concatMap(channels::encryptAgain)
        .then(Mono.<Void>fromRunnable(() -> tell(old.size())));
  }

  /// Those that cannot be read stay as they are: their key may come back.
  private boolean isOld(ManagedChannel channel) {
    Optional<String> first = keys.firstId();
    return first.isPresent()
        && channel.secrets().isPresent()
        && !SealedCredentials.keyId(channel.channel().getCredentials()).equals(first);
  }

  private static void tell(int encrypted) {
    if (encrypted > 0) {
      log.info("Encrypted the secrets of {} channels with the first key", encrypted);
    }
  }

  private static Mono<Void> insisting(Mono<Void> task) {
    return task.doOnError(failure ->
            log.debug("Channels are not ready yet, trying again: {}", failure.toString()))
        .retryWhen(Retry.backoff(Long.MAX_VALUE, RETRY_DELAY_MIN).maxBackoff(RETRY_DELAY_MAX));
  }
}
