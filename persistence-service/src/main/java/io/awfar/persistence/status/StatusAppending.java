package io.awfar.persistence.status;

import io.awfar.persistence.batch.Appending;
import io.awfar.persistence.batch.CopyRows;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.persistence.contact.KnownLinks;
import io.awfar.persistence.count.RowKind;
import io.awfar.whatsapp.MessageStatus;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/// Copies statuses into their table as they come, and notes which ids they show to be one person's.
final class StatusAppending implements Appending<MessageStatus> {

  private static final String COPY =
      """
      copy message_statuses (owner_id, wa_message_id, rank, status, recipient, channel_id,
        occurred_at, received_at, error_code, error_title, conversation_id, conversation_origin,
        pricing_model, pricing_category, billable, callback_data, error_details) from stdin (format binary)
      """;

  private final IdentityLinks links;
  private final SendsOfStatuses sends = new SendsOfStatuses();
  private long statuses;

  StatusAppending(KnownLinks known) {
    this.links = new IdentityLinks(known);
  }

  @Override
  public Mono<Long> append(Connection connection, List<MessageStatus> added) {
    added.forEach(links::add);
    CopyRows copy = new CopyRows();
    added.stream().map(StatusRow::of).sorted(StatusRow.KEY).forEach(row -> row.write(copy));
    added.forEach(sends::add);
    statuses += added.size();
    return copy.into(connection, COPY);
  }

  @Override
  public int pending() {
    return links.size() + sends.size();
  }

  @Override
  public Mono<Written> finish(Connection connection) {
    return links
        .write(connection)
        .then(sends.write(connection))
        .thenReturn(new Written(RowKind.STATUSES, statuses, statuses, 0));
  }
}
