package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.AppSecret;
import io.awfar.ingest.channel.ChannelOwners;
import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.KnownChannels;
import io.awfar.ingest.publish.KeyedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/// A splitter with the default limits, and its results as text.
final class Splitting {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final UUID OWNER = new UUID(0, 7);
  static final KnownChannels CHANNELS =
      KnownChannels.configured(
          List.of("secret"), "token", new ChannelSettings(OWNER, Map.of(), "", 1));
  static final ChannelOwners OWNERS = CHANNELS.signedBy(AppSecret.of("secret"));
  static final DataSize SPLIT_BYTES_MAX = DataSize.ofMegabytes(16);

  private Splitting() {}

  static WebhookSettings settings(int eventsMax, DataSize splitBytesMax) {
    return new WebhookSettings(
        List.of("secret"),
        "token",
        DataSize.ofMegabytes(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        eventsMax,
        splitBytesMax,
        64,
        Duration.ofSeconds(5));
  }

  static WebhookSplitter splitter() {
    return splitter(10_000, SPLIT_BYTES_MAX);
  }

  static WebhookSplitter splitter(int eventsMax, DataSize splitBytesMax) {
    return new WebhookSplitter(
        settings(eventsMax, splitBytesMax), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static List<KeyedEvent> split(String body) {
    return split(body.getBytes(StandardCharsets.UTF_8));
  }

  static List<KeyedEvent> split(byte[] body) {
    return splitter().split(body, OWNERS).events();
  }

  static String payload(KeyedEvent event) {
    return StandardCharsets.UTF_8.decode(event.event().getPayload().duplicate()).toString();
  }

  static List<String> payloads(List<KeyedEvent> events) {
    return events.stream().map(Splitting::payload).toList();
  }

  /// A body with one entry of one change.
  static String body(String field, String value) {
    return """
    {"object":"whatsapp_business_account","entry":[
      {"id":"waba","time":1,"changes":[{"value":%s,"field":"%s"}]}]}\
    """
        .formatted(value, field);
  }
}
