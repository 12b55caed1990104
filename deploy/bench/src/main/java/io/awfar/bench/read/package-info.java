/// One page of messages over HTTP, signed in: ours, Express and pg, and pgbench without any HTTP.
@NullMarked
package io.awfar.bench.read;

import org.jspecify.annotations.NullMarked;
