/// Clean topics into PostgreSQL: ours, the way of Kafka Connect's JDBC sink, and a bare COPY.
@NullMarked
package io.awfar.bench.persist;

import org.jspecify.annotations.NullMarked;
