package io.awfar.guarantees.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// One direction of one connection. Reading and writing are two threads, so that a delay makes
/// bytes late and not few.
final class Pipe {

  private static final int CHUNK_BYTES_MAX = 64 << 10;
  private static final int CHUNKS_MAX = 64;

  private final Socket from;
  private final Socket to;
  private final Weather weather;
  private final BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS_MAX);

  Pipe(Socket from, Socket to, Weather weather) {
    this.from = from;
    this.to = to;
    this.weather = weather;
  }

  /// Returns when the sender has ended and all has arrived, or the connection broke.
  void run() {
    Thread writer = Thread.ofVirtual().start(this::write);
    try {
      try {
        read(from.getInputStream());
      } catch (IOException e) {
        // Broken is ended, too.
      }
      underWay.put(Chunk.END);
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream in) throws IOException, InterruptedException {
    byte[] buffer = new byte[CHUNK_BYTES_MAX];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      underWay.put(new Chunk(Arrays.copyOf(buffer, count), weather.dueNanos()));
    }
  }

  private void write() {
    boolean broken = false;
    try {
      while (true) {
        Chunk chunk = underWay.take();
        if (chunk == Chunk.END) {
          to.shutdownOutput();
          return;
        }
        weather.awaitArrival(chunk.dueNanos);
        // After a break the rest is taken all the same, so that the reader is not held up.
        if (!broken) {
          broken = !arrives(chunk);
        }
      }
    } catch (IOException e) {
      // The other side has gone already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean arrives(Chunk chunk) {
    try {
      OutputStream out = to.getOutputStream();
      out.write(chunk.bytes);
      out.flush();
      return true;
    } catch (IOException e) {
      try {
        // Whoever sends into a broken connection must hear of it.
        from.close();
      } catch (IOException ignored) {
        // Closed before.
      }
      return false;
    }
  }

  private record Chunk(byte[] bytes, long dueNanos) {
    static final Chunk END = new Chunk(new byte[0], 0);
  }
}
