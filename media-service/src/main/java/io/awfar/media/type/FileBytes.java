package io.awfar.media.type;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The bytes of a file at any place in it, without having more than a few of them in memory.
///
/// Whatever would be read beyond the end is an [EOFException].
public final class FileBytes implements AutoCloseable {

  private static final int WINDOW_BYTES = 8 * 1024;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowStart;

  private FileBytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  /// @throws IOException if it cannot be read
  public static FileBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return new FileBytes(channel, channel.size());
  }

  public long size() {
    return size;
  }

  /// The bytes from `start` on.
  public byte[] bytes(long start, int count) throws IOException {
    byte[] bytes = new byte[count];
    if (count > WINDOW_BYTES) {
      require(start, count);
      fill(ByteBuffer.wrap(bytes), start);
    } else {
      window.get(at(start, count), bytes);
    }
    return bytes;
  }

  /// The same as a text of one character per byte.
  public String text(long start, int count) throws IOException {
    return new String(bytes(start, count), StandardCharsets.ISO_8859_1);
  }

  /// 0 to 255.
  public int u8(long position) throws IOException {
    return Byte.toUnsignedInt(window.get(at(position, 1)));
  }

  /// Big-endian, without a sign.
  public int u16(long position) throws IOException {
    return Short.toUnsignedInt(window.order(ByteOrder.BIG_ENDIAN).getShort(at(position, 2)));
  }

  /// Big-endian, without a sign.
  public long u32(long position) throws IOException {
    return Integer.toUnsignedLong(window.order(ByteOrder.BIG_ENDIAN).getInt(at(position, 4)));
  }

  /// Big-endian.
  public long i64(long position) throws IOException {
    return window.order(ByteOrder.BIG_ENDIAN).getLong(at(position, 8));
  }

  /// Little-endian, without a sign.
  public int u16le(long position) throws IOException {
    return Short.toUnsignedInt(window.order(ByteOrder.LITTLE_ENDIAN).getShort(at(position, 2)));
  }

  /// Little-endian, without a sign.
  public long u32le(long position) throws IOException {
    return Integer.toUnsignedLong(window.order(ByteOrder.LITTLE_ENDIAN).getInt(at(position, 4)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// Where in the window it is, which moves if it is not.
  private int at(long position, int count) throws IOException {
    require(position, count);
    if (position < windowStart || position + count > windowStart + window.limit()) {
      // Who reads backwards finds what comes next in it, too.
      boolean backwards = position < windowStart;
      windowStart = backwards ? Math.max(0, position + count - WINDOW_BYTES) : position;
      window.clear().limit((int) Math.min(WINDOW_BYTES, size - windowStart));
      fill(window, windowStart);
      window.flip();
    }
    return (int) (position - windowStart);
  }

  private void require(long position, int count) throws IOException {
    if (position < 0 || position > size - count) {
      throw new EOFException("The file ends before byte " + position + " + " + count);
    }
  }

  private void fill(ByteBuffer target, long position) throws IOException {
    long next = position;
    while (target.hasRemaining()) {
      int read = channel.read(target, next);
      if (read < 0) {
        throw new EOFException("The file became shorter");
      }
      next += read;
    }
  }
}
