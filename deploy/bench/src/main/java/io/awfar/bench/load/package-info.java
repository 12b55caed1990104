/// Requests over HTTP, from one thread that costs little beside the server that it measures.
@NullMarked
package io.awfar.bench.load;

import org.jspecify.annotations.NullMarked;
