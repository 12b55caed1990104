package io.awfar.gateway.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// WhatsApp's API as far as the gateway asks it: a number `n` and its account `1n` answer any token
/// that begins with `access-token-of-n`, and none else; unless something is played.
public final class PlayedWhatsApp {

  public static final PlayedWhatsApp SHARED = new PlayedWhatsApp();

  private static final String VERSION = "/v23.0/";
  private static final String NUMBERS = "/phone_numbers";
  private static final String TOKEN = "access-token-of-";

  private final HttpServer server;
  private final Map<String, Answer> plays = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  /// @param status 0 for no answer
  private record Answer(int status, String body) {}

  private PlayedWhatsApp() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(VERSION, this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on answers this about a number, or about an account with `/phone_numbers` or
  /// `/message_templates` behind its id.
  public void play(String id, int status, String body) {
    plays.put(id, new Answer(status, body));
  }

  public void playNothing(String id) {
    plays.put(id, new Answer(0, ""));
  }

  public void playAsUsual(String id) {
    plays.remove(id);
  }

  /// What was asked for, with the query and without the version.
  public List<String> questions() {
    return new ArrayList<>(questions);
  }

  public static String error(int code) {
    return "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":" + code + "}}";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestURI().getPath().substring(VERSION.length());
      String query = exchange.getRequestURI().getQuery();
      questions.add(id + "?" + query);
      String agent = exchange.getRequestHeaders().getFirst("User-Agent");
      Answer answer =
          query.startsWith("fields=") && agent.matches("[a-z]+/[0-9.]+")
              ? answer(id, token(exchange))
              : new Answer(400, error(100));
      if (answer.status() == 0) {
        never.await();
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(String id, @Nullable String token) {
    if (token == null || !token.startsWith(TOKEN)) {
      return new Answer(401, error(190));
    }
    Answer played = plays.get(id);
    if (played != null) {
      return played;
    }
    String number = token.substring(TOKEN.length()).split("-", 2)[0];
    if (id.equals(number)) {
      return new Answer(200, "{\"id\":\"" + number + "\"}");
    }
    return id.equals("1" + number + NUMBERS)
        ? new Answer(200, "{\"data\":[{\"id\":\"" + number + "\"}]}")
        : new Answer(400, error(100));
  }

  private static @Nullable String token(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? null : header.replaceFirst("^Bearer ", "");
  }
}
