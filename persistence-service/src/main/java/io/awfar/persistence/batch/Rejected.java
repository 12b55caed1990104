package io.awfar.persistence.batch;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that can never be stored.
///
/// @param detail what was wrong with it; never a part of its content
record Rejected(ConsumerRecord<byte[], byte[]> origin, Reason reason, String detail) {

  /// Why; the codes are part of the dead letters' contract.
  enum Reason {
    UNDECODABLE("undecodable"),
    EMPTY("empty"),
    CONSTRAINT("constraint");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
