package io.awfar.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Asks one server over many connections, one request at a time on each.
public final class HttpLoad {

  private static final long WAIT_MILLIS = 1;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final InetSocketAddress server;
  private final int connections;
  private final Requests requests;
  private OnAnswer onAnswer = number -> {};

  /// What to send.
  @FunctionalInterface
  public interface Requests {

    /// All bytes of request number so and so, head and body.
    byte[] request(long number);
  }

  /// What to do at the end of each second, such as to read the CPU of the server.
  @FunctionalInterface
  public interface EverySecond {

    void second(int number);
  }

  /// What to do when a request was answered.
  @FunctionalInterface
  public interface OnAnswer {

    void answered(long number);
  }

  public HttpLoad(int port, int connections, Requests requests) {
    this.server = new InetSocketAddress("127.0.0.1", port);
    this.connections = connections;
    this.requests = requests;
  }

  /// Tells of each answer as it comes.
  public HttpLoad onAnswer(OnAnswer action) {
    onAnswer = action;
    return this;
  }

  /// As fast as the server answers, until the requests are used up or the time is.
  ///
  /// @throws IOException if the server cannot be reached
  public LoadResult asFastAsAnswered(long requestsMax, double secondsMax, EverySecond everySecond)
      throws IOException {
    return run(requestsMax, secondsMax, 0, everySecond);
  }

  /// By the clock: a request is due whether or not earlier ones were answered, and its time counts
  /// from then.
  ///
  /// @throws IOException if the server cannot be reached
  public LoadResult atRate(double requestsPerSecond, double seconds) throws IOException {
    return run((long) (requestsPerSecond * seconds), seconds * 2, requestsPerSecond, second -> {});
  }

  private LoadResult run(long requestsMax, double secondsMax, double rate, EverySecond everySecond)
      throws IOException {
    LoadResult.Recorder recorder = new LoadResult.Recorder();
    List<Connection> all = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      Deque<Connection> idle = new ArrayDeque<>();
      for (int i = 0; i < connections; i++) {
        Connection connection = Connection.open(server, selector);
        all.add(connection);
        idle.add(connection);
      }
      long start = System.nanoTime();
      long sent = 0;
      int seconds = 0;
      while (recorder.count() < requestsMax) {
        long now = System.nanoTime();
        if (now - start >= (seconds + 1) * SECOND_NANOS) {
          everySecond.second(seconds++);
          recorder.second();
        }
        if (now - start > secondsMax * SECOND_NANOS) {
          break;
        }
        while (sent < requestsMax && !idle.isEmpty()) {
          long due = rate == 0 ? now : start + (long) (sent / rate * SECOND_NANOS);
          if (due > now) {
            break;
          }
          idle.removeFirst().send(sent, requests.request(sent), due);
          sent++;
        }
        selector.select(WAIT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          Connection connection = (Connection) key.attachment();
          if (connection.goOn()) {
            long took = System.nanoTime() - connection.dueNanos();
            recorder.answer(took, connection.status());
            onAnswer.answered(connection.number());
            idle.addLast(connection);
          }
        }
        selector.selectedKeys().clear();
      }
      return recorder.result((System.nanoTime() - start) / 1e9);
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }
}
