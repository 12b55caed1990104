package io.awfar.ingest.rehearsal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends webhooks over one connection, one after the other, until it is over or one is refused.
///
/// A client library would share classes with the server, and have them compiled for both.
final class RehearsalSender {

  private static final Logger log = LoggerFactory.getLogger(RehearsalSender.class);
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(15);
  private static final byte[] ACCEPTED = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final RehearsalWebhooks webhooks;
  private final int first;
  private final BooleanSupplier over;

  RehearsalSender(RehearsalWebhooks webhooks, int first, BooleanSupplier over) {
    this.webhooks = webhooks;
    this.first = first;
    this.over = over;
  }

  /// How many were accepted.
  long send(int port) {
    long accepted = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(ANSWER_TIME_MAX.toMillis()));
      InputStream answers = new BufferedInputStream(socket.getInputStream());
      while (!over.getAsBoolean()) {
        socket.getOutputStream().write(webhooks.request(first + accepted));
        if (!isAccepted(answers)) {
          return accepted;
        }
        accepted++;
      }
    } catch (IOException e) {
      log.debug("A sender of the rehearsal gave up", e);
    }
    return accepted;
  }

  /// Reads an answer without a body.
  private static boolean isAccepted(InputStream answers) throws IOException {
    for (byte expected : ACCEPTED) {
      if (answers.read() != expected) {
        return false;
      }
    }
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      int next = answers.read();
      if (next < 0) {
        throw new EOFException("The door was closed");
      }
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
    }
    return true;
  }
}
