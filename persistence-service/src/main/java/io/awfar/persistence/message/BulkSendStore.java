package io.awfar.persistence.message;

import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.Written;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.SendCommand;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Messages that were asked for in bulk: rows like all others, which do not hold up those of
/// agents.
@Component
final class BulkSendStore implements RowStore<SendCommand> {

  private final SendStore sends;

  BulkSendStore(SendStore sends) {
    this.sends = sends;
  }

  @Override
  public Topic<SendCommand> topic() {
    return Topics.SENDS_BULK;
  }

  @Override
  public Mono<Written> store(Connection connection, List<SendCommand> commands) {
    return sends.store(connection, commands);
  }
}
