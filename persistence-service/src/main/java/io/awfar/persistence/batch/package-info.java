/// From a poll of Kafka to a committed transaction: what can be stored is stored once, what cannot
/// becomes a dead letter, and nothing is committed to Kafka before either is durable.
@NullMarked
package io.awfar.persistence.batch;

import org.jspecify.annotations.NullMarked;
