package io.awfar.simulator.webhook;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Posts bodies to the webhook over kept-alive connections.
final class WebhookClient implements AutoCloseable {

  // Shorter than servers keep idle connections, so that none is found closed when it is used.
  private static final Duration IDLE_MAX = Duration.ofSeconds(4);

  private final WebhookSettings settings;
  private final Signature signature;
  private final String head;
  private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WebhookClient(WebhookSettings settings) {
    this.settings = settings;
    this.signature = new Signature(settings.appSecret());
    URI url = settings.url();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
    this.head =
        "POST "
            + path
            + query
            + " HTTP/1.1\r\nHost: "
            + url.getRawAuthority()
            + "\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\nContent-Type: application/json"
            + "\r\nX-Hub-Signature-256: ";
  }

  /// Posts a body and waits for the answer.
  Answer post(byte[] body) {
    String heading = head + signature.of(body) + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    HttpConnection connection = null;
    try {
      connection = connection();
      int status = connection.post(heading.getBytes(StandardCharsets.US_ASCII), body);
      return new Answer.Status(status);
    } catch (SocketTimeoutException e) {
      return new Answer.None("timeout");
    } catch (SSLException e) {
      return new Answer.None("tls");
    } catch (IOException e) {
      return new Answer.None("connection");
    } finally {
      giveBack(connection);
    }
  }

  private HttpConnection connection() throws IOException {
    for (HttpConnection last = idle.pollLast(); last != null; last = idle.pollLast()) {
      if (last.idleFor(IDLE_MAX)) {
        discard(last);
      } else {
        return last;
      }
    }
    HttpConnection fresh = HttpConnection.to(settings.url(), settings.answerTimeout());
    open.add(fresh);
    if (closed) {
      discard(fresh);
      throw new IOException("closed");
    }
    return fresh;
  }

  private void giveBack(@Nullable HttpConnection connection) {
    if (connection == null) {
      return;
    }
    if (connection.reusable()) {
      idle.addLast(connection);
    } else {
      discard(connection);
    }
  }

  private void discard(HttpConnection connection) {
    open.remove(connection);
    connection.close();
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    closed = true;
    open.forEach(HttpConnection::close);
  }
}
