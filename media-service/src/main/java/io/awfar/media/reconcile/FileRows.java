package io.awfar.media.reconcile;

import io.awfar.media.store.ObjectKey;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What the rows of persistence-service say of files, over a connection that can only read. Blocks,
/// and throws a [RunEndedException] if the database does not answer.
///
/// No transaction is left open between two pages: a run may take hours, and the database would keep
/// all that is deleted meanwhile.
final class FileRows implements KnownFiles.Pages, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FileRows.class);

  /// A file of many messages is one file, and the newest of them counts. Both tables are read in
  /// the order of an index. A file that is marked as missing has no time, but its row is known.
  static final String PAGE =
      """
      select object_key, max(told_at) as told_at
      from (
        (select object_key, max(occurred_at) filter (where outcome = 'stored') as told_at
        from media
        where object_key > $1 and outcome in ('stored', 'missing')
        group by object_key
        order by object_key
        limit $2)
        union all
        (select object_key,
          case when gone_at is null or gone_at < uploaded_at then uploaded_at end as told_at
        from files
        where object_key > $1 and (gone_at is null or gone_at < uploaded_at or gone = 'missing')
        order by object_key
        limit $2)
      ) as told
      group by object_key
      order by object_key
      limit $2
      """;

  private static final String ONE =
      """
      select object_key, max(told_at) as told_at
      from (
        select object_key, case when outcome = 'stored' then occurred_at end as told_at
        from media
        where object_key = $1 and outcome in ('stored', 'missing')
        union all
        select object_key,
          case when gone_at is null or gone_at < uploaded_at then uploaded_at end as told_at
        from files
        where object_key = $1 and (gone_at is null or gone_at < uploaded_at or gone = 'missing')
      ) as told
      group by object_key
      """;

  /// Held as long as the connection is.
  private static final String LOCK =
      "select pg_try_advisory_lock(hashtextextended('awfar.media.reconcile', 0))";

  private static final Map<String, String> SESSION =
      Map.of("default_transaction_read_only", "on", "jit", "off");

  private final Connection connection;
  private final Duration answerTimeMax;

  private FileRows(Connection connection, Duration answerTimeMax) {
    this.connection = connection;
    this.answerTimeMax = answerTimeMax;
  }

  static FileRows open(ReconcileSettings.Database settings) {
    PostgresqlConnectionConfiguration configuration =
        PostgresqlConnectionConfiguration.builder()
            .applicationName("media-service")
            .host(settings.host())
            .port(settings.port())
            .database(settings.database())
            .username(settings.user())
            .password(settings.password())
            .connectTimeout(settings.connectTimeMax())
            .statementTimeout(settings.statementTimeMax())
            .tcpKeepAlive(true)
            .options(SESSION)
            .build();
    // The server ends what takes too long; one that is gone says nothing.
    Duration answerTimeMax = settings.connectTimeMax().plus(settings.statementTimeMax());
    Connection connection =
        answer(new PostgresqlConnectionFactory(configuration).create(), answerTimeMax);
    return new FileRows(connection, answerTimeMax);
  }

  /// Whether nobody else is at it; until this is closed nobody else will be.
  boolean lock() {
    return ask(
            connection.createStatement(LOCK), row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
        .contains(true);
  }

  @Override
  public List<KnownFile> after(String key, int filesMax) {
    return ask(
        connection.createStatement(PAGE).bind("$1", key).bind("$2", filesMax), FileRows::file);
  }

  /// What is known of a file now.
  Optional<KnownFile> find(ObjectKey key) {
    return ask(connection.createStatement(ONE).bind("$1", key.toString()), FileRows::file).stream()
        .findFirst();
  }

  @Override
  public void close() {
    try {
      Mono.from(connection.close()).block(answerTimeMax);
    } catch (RuntimeException e) {
      log.debug("The connection was gone already", e);
    }
  }

  private static KnownFile file(Readable row) {
    OffsetDateTime toldAt = row.get("told_at", OffsetDateTime.class);
    return new KnownFile(
        Objects.requireNonNull(row.get("object_key", String.class)),
        toldAt == null ? null : toldAt.toInstant());
  }

  private interface Mapping<T> {
    T of(Readable row);
  }

  private <T> List<T> ask(Statement statement, Mapping<T> mapping) {
    return answer(
        Flux.from(statement.execute())
            .concatMap(result -> result.map(row -> mapping.of(row)))
            .collectList(),
        answerTimeMax);
  }

  private static <T> T answer(Mono<? extends T> asked, Duration timeMax) {
    try {
      return Objects.requireNonNull(asked.block(timeMax));
    } catch (RuntimeException e) {
      throw new RunEndedException(Outcome.DATABASE_DOWN, "The database does not answer", e);
    }
  }
}
