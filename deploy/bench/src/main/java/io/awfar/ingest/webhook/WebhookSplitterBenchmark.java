package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.AppSecret;
import io.awfar.ingest.channel.ChannelOwners;
import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.KnownChannels;
import io.awfar.ingest.publish.KeyedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.util.unit.DataSize;

/// A webhook of one message, about 1 kB: its signature, and its way into an event.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets up.
public class WebhookSplitterBenchmark {

  private static final String BODY =
      """
      {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":\
      {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
      "phone_number_id":"106540352242922"},"contacts":[{"profile":{"name":"Customer"},\
      "wa_id":"201010000001"}],"messages":[{"from":"201010000001",\
      "id":"wamid.HBgMMjAxMDAwMDAwMDAwFQIAERgS0000000000000001","timestamp":"1760000000",\
      "type":"text","text":{"body":"%s"}}]},"field":"messages"}]}]}\
      """
          .formatted("the order has been shipped, please confirm your address. ".repeat(9));

  private WebhookSplitter splitter;
  private KnownChannels channels;
  private ChannelOwners owners;
  private byte[] body;
  private byte[] signature;

  /// Prepares a body and the signature that it does not have, which takes as long to find out.
  @Setup
  public void setUp() {
    String secret = "0123456789abcdef0123456789abcdef";
    WebhookSettings settings =
        new WebhookSettings(
            List.of(secret),
            "bench",
            DataSize.ofMegabytes(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            10_000,
            DataSize.ofMegabytes(16),
            64,
            Duration.ofSeconds(5));
    channels =
        KnownChannels.configured(
            List.of(secret), "", new ChannelSettings(new UUID(1, 2), Map.of(), "", 1));
    owners = channels.signedBy(AppSecret.of(secret));
    splitter = new WebhookSplitter(settings, Clock.systemUTC());
    body = BODY.getBytes(StandardCharsets.UTF_8);
    signature = new byte[32];
  }

  @Benchmark
  public List<KeyedEvent> split() {
    return splitter.split(body, owners).events();
  }

  @Benchmark
  public boolean signature() {
    return channels.signerOf(signature, body) != null;
  }
}
