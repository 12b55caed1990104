/// Sends messages: a command in Kafka, for ingest-service to carry out, once it is sure that
/// WhatsApp would not refuse it for a reason that is known here.
@NullMarked
package io.awfar.gateway.send;

import org.jspecify.annotations.NullMarked;
