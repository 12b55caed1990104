/// Puts events into Kafka: all of a request become durable, or the caller is told that they may not
/// be. Memory for it is bounded.
@NullMarked
package io.awfar.ingest.publish;

import org.jspecify.annotations.NullMarked;
