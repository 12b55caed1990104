package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.testservers.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveLoadTest {

  private static final int EVENTS = 10_000;
  private static final int CLIENTS = 200;

  private final LiveRecords records = LiveRecords.shared();
  private final UUID workspace = UUID.randomUUID();

  @Test
  void tenThousandEventsReachTwoHundredClientsInBoundedMemory() {
    try (LiveGateway gateway =
        LiveGateway.start(
            TestPostgres.create(),
            "AWFAR_GATEWAY_LIVE_STREAMS_PER_USER_MAX=" + CLIENTS,
            "AWFAR_GATEWAY_LIVE_STALL_TIME_MAX=1m")) {
      String url = gateway.gateway().url();
      String token = gateway.token(workspace);
      List<Counting> clients = new ArrayList<>();
      try (EventClient exact = gateway.follow(workspace)) {
        for (int i = 0; i < CLIENTS; i++) {
          clients.add(new Counting(EventClient.answer(url, token, null).body()));
        }
        for (int i = 0; i < EVENTS; i++) {
          records.textSoon(workspace, "96777" + i % 50, Integer.toString(i));
        }
        records.flush();

        List<EventClient.Event> told = exact.next(EVENTS);
        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> clients.stream().allMatch(client -> client.events() == EVENTS));

        assertThat(told).extracting(EventClient.Event::name).doesNotHaveDuplicates();
        assertThat(gateway.metric("awfar_gateway_live_memory")).isLessThan(64 << 20);
        assertThat(gateway.metric("awfar_gateway_live_streams_ended_total{why=\"slow\"}")).isZero();
      } finally {
        clients.forEach(Counting::close);
      }
    }
  }

  /// Counts events and looks at nothing else of them.
  private static final class Counting implements AutoCloseable {

    private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final AtomicInteger events = new AtomicInteger();

    Counting(InputStream in) {
      this.in = in;
      Thread.ofVirtual().start(this::count);
    }

    int events() {
      return events.get();
    }

    private void count() {
      byte[] bytes = new byte[32 * 1024];
      int matched = 0;
      try {
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          for (int i = 0; i < read; i++) {
            matched = bytes[i] == DATA[matched] ? matched + 1 : bytes[i] == DATA[0] ? 1 : 0;
            if (matched == DATA.length) {
              events.incrementAndGet();
              matched = 0;
            }
          }
        }
      } catch (IOException e) {
        // Closed by one of the two.
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
