package io.awfar.gateway.send;

/// A send that is decided: what is written to Kafka, and what its caller is told.
///
/// @param key of the record, by which the sends of a chat stay in order
/// @param value of the record, with the send's id
record SendPlan(String key, byte[] value, byte[] answer) {}
