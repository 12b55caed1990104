package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.ServiceProcess;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.RawEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the service, under kill -9: every event once, in order per chat, and counts that
/// add up exactly.
@Timeout(240)
class KillIT {

  private static final int UNIQUE_EVENTS = 18_000;
  private static final int POISON = 60;
  private static final int CONTACTS = 400;
  private static final double DUPLICATE_SHARE = 0.15;
  private static final int KILLS = 2;

  /// The transaction of a killed instance is ended by the broker alone.
  private static final Map<String, String> ABORT_SOON =
      Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final Random random = new Random(20261105);

  /// What was sent, in order of first sending, by chat.
  private final Map<String, List<String>> sent = new LinkedHashMap<>();

  private final List<Integer> sentNumbers = new ArrayList<>();
  private int records;

  @Test
  void everyEventComesOutOnceAndIsCountedOnceThroughKillsAtAnyMoment() throws IOException {
    int port = FreePorts.next();
    ManagementPort management = new ManagementPort(port);
    Path log = Path.of("target", "killed-service.log");
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(
                folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), ABORT_SOON);
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl())) {
      String[] arguments = ServiceArguments.of(kafka.bootstrapServers(), registry.baseUrl(), port);
      int chunk = UNIQUE_EVENTS / (KILLS + 1);

      ServiceProcess service = ServiceProcess.start(DedupStream.class, log, arguments);
      try {
        await().atMost(PATIENCE).until(management::isReady);
        try (CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl())) {
          for (int kill = 0; kill < KILLS; kill++) {
            int before = clean.poll();
            send(raw, kill * chunk, (kill + 1) * chunk);
            // Somewhere in the middle of what was just sent.
            int threshold = before + 1 + random.nextInt(chunk * 3 / 4);
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> clean.poll() > threshold);
            service.kill();
            service = ServiceProcess.start(DedupStream.class, log, arguments);
          }
          send(raw, KILLS * chunk, UNIQUE_EVENTS);
          raw.flush();

          int duplicates = records - UNIQUE_EVENTS - POISON;
          await()
              .atMost(PATIENCE)
              .untilAsserted(() ->
                  assertThat(management.counts())
                      .isEqualTo(
                          new ManagementPort.Counts(records, UNIQUE_EVENTS, duplicates, POISON)));
          assertThat(duplicates).isGreaterThan(UNIQUE_EVENTS / 10);
          // The counts run ahead of the last commit.
          await().atMost(PATIENCE).until(() -> clean.poll() >= UNIQUE_EVENTS + POISON);
          clean.drain();
          assertThat(messagesByChat(clean)).isEqualTo(sent);
          assertThat(clean.records(Topics.DEAD_LETTERS))
              .extracting(ConsumerRecord::key)
              .doesNotHaveDuplicates()
              .hasSize(POISON);
        }
      } finally {
        service.close();
      }
    }
  }

  private void send(RawTopic raw, int from, int to) {
    Instant now = Instant.now();
    for (int number = from; number < to; number++) {
      sendEvent(raw, number, now);
      sentNumbers.add(number);
      String chat = "461203847759012|" + contact(number);
      sent.computeIfAbsent(chat, any -> new ArrayList<>()).add(id(number));
      if (random.nextDouble() < DUPLICATE_SHARE) {
        boolean near = random.nextBoolean();
        int back = random.nextInt(near ? Math.min(50, sentNumbers.size()) : sentNumbers.size());
        sendEvent(raw, sentNumbers.get(sentNumbers.size() - 1 - back), now);
      }
      if (number % (UNIQUE_EVENTS / POISON) == 0) {
        raw.sendPoison(number);
        records++;
      }
    }
  }

  private void sendEvent(RawTopic raw, int number, Instant receivedAt) {
    RawEvent event = Payloads.text(id(number), receivedAt);
    raw.send(contact(number), event);
    records++;
  }

  private static Map<String, List<String>> messagesByChat(CleanTopics clean) {
    List<Message> messages = clean.values(Topics.MESSAGES);
    List<String> keys = clean.records(Topics.MESSAGES).stream().map(ConsumerRecord::key).toList();
    Map<String, List<String>> byChat = new LinkedHashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      byChat
          .computeIfAbsent(keys.get(i), any -> new ArrayList<>())
          .add(messages.get(i).getWaMessageId());
    }
    return byChat;
  }

  private static String id(int number) {
    return "wamid." + number;
  }

  private static String contact(int number) {
    return "4930" + number * 31L % CONTACTS;
  }
}
