package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a stream of server-sent events as a browser does.
final class EventClient implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int SECONDS_MAX = 30;

  /// @param id as it was sent
  record Event(String kind, String id, JsonNode data) {

    /// What is the same at all gateways.
    String name() {
      return id.substring(0, id.indexOf('@'));
    }

    String body() {
      return data.at("/message/body").asString("");
    }
  }

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger heartBeats = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String lastEventId = "";

  private EventClient(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /// Returns once the stream has begun.
  static EventClient open(String url, String token, String lastEventId) {
    EventClient client = new EventClient(answer(url, token, lastEventId));
    assertThat(client.response.statusCode()).isEqualTo(200);
    Thread.ofVirtual().start(client::read);
    return client;
  }

  /// An answer that may be a refusal.
  static HttpResponse<InputStream> answer(String url, String token, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/whatsapp/events"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String code(HttpResponse<InputStream> refusal) throws IOException {
    return JsonMapper.shared().readTree(refusal.body().readAllBytes()).path("code").asString();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  Event next() {
    try {
      Event event = events.poll(SECONDS_MAX, TimeUnit.SECONDS);
      assertThat(event).as("an event in time").isNotNull();
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Event> next(int count) {
    List<Event> found = new ArrayList<>();
    while (found.size() < count) {
      found.add(next());
    }
    return found;
  }

  /// All until one whose text is that.
  List<Event> upTo(String body) {
    List<Event> found = new ArrayList<>();
    do {
      found.add(next());
    } while (!found.getLast().body().equals(body));
    return found;
  }

  String lastEventId() {
    return lastEventId;
  }

  int heartBeats() {
    return heartBeats.get();
  }

  boolean hasEvents() {
    return !events.isEmpty();
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String kind = "message";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(kind, lastEventId, JsonMapper.shared().readTree(data.toString())));
          }
          kind = "message";
          data.setLength(0);
        } else if (line.startsWith("id: ")) {
          lastEventId = line.substring(4);
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        } else if (line.startsWith(": heart-beat")) {
          heartBeats.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // Closed by one of the two.
    } finally {
      ended.countDown();
    }
  }
}
