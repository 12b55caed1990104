package io.awfar.persistence.batch;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record as it came and what it says.
record Incoming<V>(ConsumerRecord<byte[], byte[]> origin, V value) {}
