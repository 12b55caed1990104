/// The webhook door: ours, and the least that a server on the same network library can do.
@NullMarked
package io.awfar.bench.ingest;

import org.jspecify.annotations.NullMarked;
