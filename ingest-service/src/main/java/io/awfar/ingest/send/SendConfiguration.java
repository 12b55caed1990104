package io.awfar.ingest.send;

import io.awfar.ingest.attempt.AttemptJournals;
import io.awfar.ingest.attempt.StatusFollower;
import io.awfar.ingest.attempt.StatusWatch;
import io.awfar.ingest.call.CloudApi;
import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.ConfiguredOwners;
import io.awfar.ingest.publish.BrokerWatch;
import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.ingest.publish.PublishSettings;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/// Puts the sending side together.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "awfar.ingest.send.enabled", matchIfMissing = true)
class SendConfiguration {

  @Bean
  KafkaAdmin.NewTopics sendTopics(PublishSettings settings) {
    short copies = settings.replicationFactor();
    return new KafkaAdmin.NewTopics(
        Topics.SENDS.newTopic(copies),
        Topics.SENDS_BULK.newTopic(copies),
        Topics.SEND_ATTEMPTS.newTopic(copies),
        Topics.SEND_ATTEMPTS_BULK.newTopic(copies),
        Topics.STATUSES.newTopic(copies),
        Topics.DEAD_LETTERS.newTopic(copies));
  }

  @Bean
  Breakdown sendBreakdown(ApplicationContext context) {
    return new Breakdown(context);
  }

  @Bean(destroyMethod = "shutdownNow")
  DeskThread sendThread(Breakdown breakdown) {
    return new DeskThread(breakdown);
  }

  @Bean
  SendingChannels sendingChannels(
      ChannelDirectory directory, SendSettings settings, ChannelSettings channels) {
    return new KnownNumbers(directory, settings, new ConfiguredOwners(channels));
  }

  @Bean
  CloudApi cloudApi(SendSettings settings, Clock clock) {
    return new CloudApi(
        settings.userAgent(), settings.connectTimeout(), settings.callTimeout(), clock);
  }

  @Bean
  PausedNumbers sendsHealthIndicator(MeterRegistry meters) {
    return new PausedNumbers(meters);
  }

  @Bean
  StatusWatch statusWatch(SendClients clients, SendSettings settings) {
    return new StatusWatch(
        clients::statusScan, clients.values(MessageStatus.class), settings.doubtTimeMax());
  }

  @Bean
  SendMetrics sendMetrics(MeterRegistry meters) {
    return new SendMetrics(meters);
  }

  @Bean
  Endings sendEndings(
      EventPublisher publisher,
      InFlightBytes inFlight,
      DeskThread sendThread,
      ObjectProvider<SendStep.Watcher> watchers,
      Clock clock) {
    return new Endings(publisher, inFlight, sendThread, clock, steps(watchers));
  }

  @Bean
  UnconfirmedSends unconfirmedSends(Endings endings, Clock clock) {
    return new UnconfirmedSends(endings::tell, clock);
  }

  @Bean
  SendDesk sendDesk(
      SendSettings settings,
      SendingChannels channels,
      DeskThread sendThread,
      CloudApi api,
      StatusWatch statuses,
      Endings endings,
      UnconfirmedSends unconfirmed,
      PausedNumbers paused,
      ObjectProvider<SendStep.Watcher> watchers,
      Clock clock,
      SendMetrics metrics) {
    SendStep.Watcher steps = steps(watchers);
    Courier courier = new Courier(api, sendThread, settings.callDelayMax(), clock, metrics, steps);
    NumberPauses pauses = new NumberPauses(settings, paused, clock);
    Aftermath aftermath =
        new Aftermath(
            settings, endings, statuses, pauses, unconfirmed, metrics, sendThread, clock, steps);
    return new SendDesk(settings, channels, sendThread, courier, aftermath, pauses, clock);
  }

  private static SendStep.Watcher steps(ObjectProvider<SendStep.Watcher> watchers) {
    return watchers.getIfAvailable(() -> (step, sendId) -> {});
  }

  @Bean
  StatusFollower statusFollower(
      SendClients clients,
      SendDesk desk,
      UnconfirmedSends unconfirmed,
      BrokerWatch watch,
      ChannelDirectory directory,
      Clock clock) {
    return new StatusFollower(
        clients::statusScan,
        clients.values(MessageStatus.class),
        () -> watch.canPublish() && directory.isCaughtUp(),
        new LateStatuses(desk, unconfirmed),
        clock);
  }

  @Bean
  SendConsumer sendConsumer(
      SendSettings settings,
      SendClients clients,
      SendDesk desk,
      BrokerWatch watch,
      ChannelDirectory directory,
      Breakdown breakdown,
      SendMetrics metrics,
      Clock clock) {
    AttemptJournals journals =
        new AttemptJournals(
            clients.journalConfigs(),
            clients.readerConfigs(),
            clients.serializer(),
            clients.values(SendAttempt.class),
            new AttemptJournals.Memory(
                settings.rememberedMax()
                    / (Topics.SENDS.partitions() + Topics.SENDS_BULK.partitions()),
                settings.ageMax(),
                metrics::forgot,
                clock));
    CommandIntake intake =
        new CommandIntake(
            clients.values(SendCommand.class),
            new DeadLetters(clients.deadLetters(), clients.serializer()),
            desk);
    return new SendConsumer(
        clients::member,
        new OwnPartitions(journals, desk, settings),
        intake,
        // Until all managed numbers are known, one of them would look like none.
        () -> watch.canPublish() && directory.isCaughtUp(),
        breakdown,
        settings.handOverTimeMax().multipliedBy(2));
  }
}
