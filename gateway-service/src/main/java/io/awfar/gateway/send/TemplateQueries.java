package io.awfar.gateway.send;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.row.Columns;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The events of templates in `channel_events`, which persistence-service owns.
@Component
final class TemplateQueries {

  static final String NEWEST =
      """
      select coalesce(content ->> 'event', '') as event, received_at from channel_events
      where owner_id = $1 and business_account_id = $2
        and field = 'message_template_status_update'
        and template_key(content) = md5($3 || '|' || $4)::uuid
      order by coalesce(occurred_at, received_at) desc, received_at desc, id desc
      limit 1
      """;

  private final DatabaseClient database;

  TemplateQueries(DatabaseClient database) {
    this.database = database;
  }

  /// What became of a template, as WhatsApp names it, such as `APPROVED`.
  record TemplateEvent(String event, Instant receivedAt) {

    /// Why the template is not sent, as far as this event goes.
    Optional<ErrorCode> refusal() {
      return TemplateState.refusal(event);
    }
  }

  /// What became of a template at last: by the time at which it happened, or was received where
  /// that is not told.
  ///
  /// @return nothing if nothing was ever told
  Mono<TemplateEvent> newestEvent(UUID workspaceId, String account, String name, String language) {
    return database
        .sql(NEWEST)
        .bind(0, workspaceId)
        .bind(1, account)
        .bind(2, name)
        .bind(3, language)
        .map(row -> {
          Columns columns = new Columns(row);
          return new TemplateEvent(
              columns.get("event", String.class), columns.get("received_at", Instant.class));
        })
        .one();
  }
}
