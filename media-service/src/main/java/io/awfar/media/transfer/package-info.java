/// Turns each message with a file into exactly one event that says what became of the file; nothing
/// is lost while WhatsApp, the bucket, the registry or Kafka is down.
@NullMarked
package io.awfar.media.transfer;

import org.jspecify.annotations.NullMarked;
