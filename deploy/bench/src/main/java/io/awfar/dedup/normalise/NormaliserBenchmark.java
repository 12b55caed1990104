package io.awfar.dedup.normalise;

import io.awfar.schemas.id.EventIdentity;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A text message of half a kilobyte, from the payload of its raw event to the clean record.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets up.
public class NormaliserBenchmark {

  private static final String CHANNEL = "106540352242922";
  private static final String WAMID = "wamid.HBgMMjAxMDAwMDAwMDAwFQIAERgS0000000000000001";
  private static final String PAYLOAD =
      """
      {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
      "phone_number_id":"%s"},"contacts":[{"profile":{"name":"Customer"},\
      "wa_id":"201010000001"}],"messages":[{"from":"201010000001","id":"%s",\
      "timestamp":"1760000000","type":"text","text":{"body":"%s"}}]}\
      """
          .formatted(
              CHANNEL,
              WAMID,
              "the order has been shipped, please confirm your address. ".repeat(9));

  private final Normaliser normaliser = new Normaliser(1 << 20);
  private RawEvent event;

  /// Prepares the event.
  @Setup
  public void setUp() {
    event =
        RawEvent.newBuilder()
            .setIdentity(EventIdentity.message(CHANNEL, WAMID))
            .setKind(EventKind.MESSAGE)
            .setOwnerId(new UUID(1, 2))
            .setChannelId(CHANNEL)
            .setBusinessAccountId("102290129340398")
            .setField("messages")
            .setReceivedAt(Instant.ofEpochSecond(1_760_000_000L))
            .setPayload(ByteBuffer.wrap(PAYLOAD.getBytes(StandardCharsets.UTF_8)))
            .build();
    if (!(normaliser.normalise(event) instanceof Normalised.OfMessage)) {
      throw new IllegalStateException("The payload is not understood");
    }
  }

  @Benchmark
  public Normalised normalise() {
    return normaliser.normalise(event);
  }
}
