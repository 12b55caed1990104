package io.awfar.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One connection: a request out, its answer in.
final class Connection implements AutoCloseable {

  private static final int ANSWER_BYTES_MAX = 1 << 18;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Answer answer = new Answer(ByteBuffer.allocate(ANSWER_BYTES_MAX));
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long number;
  private long dueNanos;

  private Connection(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  static Connection open(InetSocketAddress server, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Connection connection = new Connection(channel, key);
    key.attach(connection);
    return connection;
  }

  /// Of the request that was sent last.
  long number() {
    return number;
  }

  long dueNanos() {
    return dueNanos;
  }

  /// Of the answer that is complete.
  int status() {
    return answer.status();
  }

  void send(long requestNumber, byte[] bytes, long due) throws IOException {
    number = requestNumber;
    request = ByteBuffer.wrap(bytes);
    dueNanos = due;
    answer.begin();
    write();
  }

  /// Does what the channel is ready for.
  ///
  /// @return whether the answer is complete
  boolean goOn() throws IOException {
    if (key.isWritable()) {
      write();
    }
    if (!key.isReadable()) {
      return false;
    }
    if (channel.read(answer.bytes()) < 0) {
      throw new EOFException("The server hung up");
    }
    return answer.isComplete();
  }

  private void write() throws IOException {
    channel.write(request);
    key.interestOps(
        request.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
