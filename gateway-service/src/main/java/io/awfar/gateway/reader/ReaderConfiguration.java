package io.awfar.gateway.reader;

import io.awfar.gateway.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.boot.r2dbc.metrics.ConnectionPoolMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the pool of readers: like that of whoever writes, event loops and time-outs included, but
/// for user and session.
@Configuration(proxyBeanMethods = false)
class ReaderConfiguration {

  /// Where no other user is set, the session alone refuses writes. To compile statements that take
  /// a millisecond only costs.
  private static final Map<String, String> SESSION =
      Map.of("default_transaction_read_only", "on", "jit", "off");

  @Bean(destroyMethod = "close")
  ReadDatabase readDatabase(
      ConnectionFactory writers,
      R2dbcProperties properties,
      GatewaySettings settings,
      MeterRegistry meters) {
    ReaderSettings reader = settings.reader();
    ConnectionFactoryBuilder factory =
        ConnectionFactoryBuilder.derivedFrom(writers)
            .configure(
                options -> options.option(PostgresqlConnectionFactoryProvider.OPTIONS, SESSION));
    String user = reader.user();
    if (user != null) {
      factory.username(user).password(Objects.requireNonNullElse(reader.password(), ""));
    }
    ConnectionPool pool =
        new ConnectionPool(pool(factory.build(), properties.getPool(), reader.connectionsMax()));
    new ConnectionPoolMetrics(pool, "readers", List.of()).bindTo(meters);
    return new ReadDatabase(pool);
  }

  private static ConnectionPoolConfiguration pool(
      ConnectionFactory connections, R2dbcProperties.Pool writers, int connectionsMax) {
    PropertyMapper map = PropertyMapper.get();
    ConnectionPoolConfiguration.Builder pool =
        ConnectionPoolConfiguration.builder(connections)
            .initialSize(Math.min(writers.getInitialSize(), connectionsMax))
            .maxSize(connectionsMax);
    map.from(writers.getMaxIdleTime()).to(pool::maxIdleTime);
    map.from(writers.getMaxLifeTime()).to(pool::maxLifeTime);
    map.from(writers.getMaxAcquireTime()).to(pool::maxAcquireTime);
    map.from(writers.getMaxCreateConnectionTime()).to(pool::maxCreateConnectionTime);
    map.from(writers.getValidationDepth()).to(pool::validationDepth);
    return pool.build();
  }
}
