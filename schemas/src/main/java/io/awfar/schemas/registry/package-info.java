/// A client for the Confluent-compatible REST API of a schema registry: cached, with time-outs and
/// retries.
@NullMarked
package io.awfar.schemas.registry;

import org.jspecify.annotations.NullMarked;
