package io.awfar.persistence.batch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Rows for `copy ... from stdin (format binary)`: each value as PostgreSQL keeps it, so that
/// neither side turns it into text and back.
///
/// Columns are written in the order in which the statement names them.
public final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final short END = -1;
  private static final int NULL = -1;

  private static final int CHUNK_BYTES = 1 << 18;

  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

  /// 2000-01-01, where PostgreSQL's time begins.
  private static final long EPOCH_SECOND = 946_684_800L;

  private static final long MICROS = 1_000_000L;

  /// Later than PostgreSQL's last instant and not its infinity: refused, as what it stands for.
  private static final long TOO_LATE = Long.MAX_VALUE - 1;

  private static final long TOO_EARLY = Long.MIN_VALUE + 1;

  private final List<ByteBuffer> full = new ArrayList<>();
  private ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);

  public CopyRows() {
    chunk.put(SIGNATURE);
  }

  /// Begins a row of so many columns.
  public CopyRows row(int columns) {
    room(Short.BYTES).putShort((short) columns);
    return this;
  }

  public CopyRows uuid(@Nullable UUID value) {
    if (value == null) {
      return none();
    }
    room(Integer.BYTES + 2 * Long.BYTES)
        .putInt(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  /// For `timestamptz`. A time that PostgreSQL does not know is refused by it, like any other
  /// value.
  public CopyRows time(@Nullable Instant value) {
    return value == null ? none() : number(micros(value));
  }

  /// Text or JSON; NUL is replaced by U+FFFD.
  ///
  /// PostgreSQL's text has no NUL. A person can send one, so it must not be what a message is
  /// refused for.
  public CopyRows text(@Nullable String value) {
    if (value == null) {
      return none();
    }
    String text = value.indexOf(NUL) < 0 ? value : value.replace(NUL, REPLACEMENT);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  public CopyRows bool(@Nullable Boolean value) {
    if (value == null) {
      return none();
    }
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  /// For `smallint`.
  public CopyRows number(short value) {
    room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value);
    return this;
  }

  /// For `int`.
  public CopyRows number(@Nullable Integer value) {
    if (value == null) {
      return none();
    }
    room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    return this;
  }

  /// Sends what was written until now, the last thing that is done with it.
  ///
  /// @param sql `copy ... from stdin (format binary)`, which statements without rows may surround
  /// @return how many rows all of them touched
  public Mono<Long> into(Connection connection, String sql) {
    room(Short.BYTES).putShort(END);
    full.add(chunk);
    return postgresql(connection).copyIn(sql, Flux.fromIterable(full).map(CopyRows::filled));
  }

  private static ByteBuf filled(ByteBuffer chunk) {
    return Unpooled.wrappedBuffer(chunk.array(), 0, chunk.position());
  }

  private static PostgresqlConnection postgresql(Connection connection) {
    Object found = connection;
    while (!(found instanceof PostgresqlConnection)) {
      if (!(found instanceof Wrapped<?> wrapped) || wrapped.unwrap() == found) {
        throw new IllegalStateException("Not a connection to PostgreSQL: " + connection);
      }
      found = wrapped.unwrap();
    }
    return (PostgresqlConnection) found;
  }

  private CopyRows none() {
    room(Integer.BYTES).putInt(NULL);
    return this;
  }

  private CopyRows number(long value) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    return this;
  }

  private static long micros(Instant time) {
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond() - EPOCH_SECOND, MICROS), time.getNano() / 1_000);
    } catch (ArithmeticException e) {
      return time.getEpochSecond() > 0 ? TOO_LATE : TOO_EARLY;
    }
  }

  private ByteBuffer room(int bytes) {
    if (chunk.remaining() < bytes) {
      full.add(chunk);
      chunk = ByteBuffer.allocate(Math.max(CHUNK_BYTES, bytes));
    }
    return chunk;
  }
}
