package io.awfar.persistence.status;

import io.awfar.persistence.batch.Appending;
import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.count.RowKind;
import io.awfar.whatsapp.MessageStatus;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/// Copies statuses into their table as they come.
final class StatusAppending implements Appending<MessageStatus> {

  private static final String COPY =
      """
      copy message_statuses (owner_id, wa_message_id, rank, status, recipient, channel_id,
        occurred_at, received_at, error_code, error_title, conversation_id, conversation_origin,
        pricing_model, pricing_category, billable, callback_data) from stdin (format binary)
      """;

  private long statuses;

  @Override
  public Mono<Long> append(Connection connection, List<MessageStatus> added) {
    CopyRows copy = new CopyRows();
    added.stream().map(StatusRow::of).sorted(StatusRow.KEY).forEach(row -> row.write(copy));
    statuses += added.size();
    return copy.into(connection, COPY);
  }

  @Override
  public int pending() {
    return 0;
  }

  @Override
  public Mono<Written> finish(Connection connection) {
    return Mono.just(new Written(RowKind.STATUSES, statuses, statuses, 0));
  }
}
