package io.awfar.gateway.reader;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/// The database for whoever only reads; it refuses every write.
///
/// Not a bean of type `ConnectionFactory`, of which there is one: that of whoever writes.
public final class ReadDatabase implements AutoCloseable {

  private final ConnectionPool pool;
  private final DatabaseClient client;

  ReadDatabase(ConnectionPool pool) {
    this.pool = pool;
    this.client = DatabaseClient.create(pool);
  }

  public ConnectionFactory connections() {
    return pool;
  }

  public DatabaseClient client() {
    return client;
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
