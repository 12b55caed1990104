package io.awfar.ingest.send;

import io.awfar.ingest.attempt.ValueReader;
import io.awfar.ingest.request.SendBodies;
import io.awfar.ingest.request.SendBody;
import io.awfar.whatsapp.SendCommand;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Makes sends of records. For the consumer's thread.
final class CommandIntake {

  private static final byte[] NOTHING = {};

  private final ValueReader<SendCommand> values;
  private final DeadLetters deadLetters;
  private final SendDesk desk;

  CommandIntake(ValueReader<SendCommand> values, DeadLetters deadLetters, SendDesk desk) {
    this.values = values;
    this.deadLetters = deadLetters;
    this.desk = desk;
  }

  /// Takes a record in: it is tracked, and on its way or set aside, when this returns.
  ///
  /// @throws org.apache.kafka.common.KafkaException if it has to be read again
  void take(ConsumerRecord<byte[], byte[]> record, PartitionSends partition)
      throws InterruptedException {
    partition.window().track(record.offset(), record.serializedValueSize());
    SendCommand command = values.read(record.topic(), record.value());
    byte @Nullable [] key = record.key();
    if (command == null || key == null) {
      deadLetters.add(record);
      partition.window().finish(record.offset());
      return;
    }
    SendBody body = SendBodies.of(command);
    byte[] json =
        switch (body) {
          case SendBody.Message(byte[] bytes) -> bytes;
          case SendBody.ReadMark(byte[] bytes) -> bytes;
          case SendBody.Flawed _ -> NOTHING;
        };
    desk.accept(
        new Send(
            command,
            new String(key, StandardCharsets.UTF_8),
            partition,
            record.offset(),
            json,
            body instanceof SendBody.ReadMark),
        body);
  }
}
