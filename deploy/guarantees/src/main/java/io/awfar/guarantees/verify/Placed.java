package io.awfar.guarantees.verify;

/// Where an event lies in a topic.
///
/// @param identity what makes two deliveries the same event
/// @param key of the record: the chat
public record Placed(String identity, String key, int partition, long offset) {}
