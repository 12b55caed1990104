/// Kafka Streams topologies that differ in the step that keeps duplicates out and in nothing else.
@NullMarked
package io.awfar.bench.dedup;

import org.jspecify.annotations.NullMarked;
