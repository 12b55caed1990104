/// The whole way of a webhook into a row: all of ours, and one Express service that does it at
/// once.
@NullMarked
package io.awfar.bench.pipeline;

import org.jspecify.annotations.NullMarked;
