package io.awfar.persistence.status;

import io.awfar.persistence.send.SendId;
import io.awfar.persistence.send.SentMessages;
import io.awfar.whatsapp.MessageStatus;
import io.r2dbc.spi.Connection;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/// What the statuses of one transaction tell of our sends, each once: which messages they became.
///
/// Not thread-safe.
final class SendsOfStatuses {

  private final Map<SendId, String> waMessageIds = new HashMap<>();

  void add(MessageStatus status) {
    SendId send = SendId.of(status);
    if (send != null) {
      waMessageIds.putIfAbsent(send, status.getWaMessageId());
    }
  }

  int size() {
    return waMessageIds.size();
  }

  Mono<Void> write(Connection connection) {
    return Mono.defer(() -> SentMessages.learn(connection, waMessageIds));
  }
}
