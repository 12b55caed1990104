/// Avro in Confluent's wire format: byte 0, a 4-byte big-endian schema id, Avro binary.
@NullMarked
package io.awfar.schemas.serde;

import org.jspecify.annotations.NullMarked;
