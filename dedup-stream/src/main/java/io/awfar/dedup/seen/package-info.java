/// Remembers which events were seen, for a bounded time, in a store that survives crashes.
@NullMarked
package io.awfar.dedup.seen;

import org.jspecify.annotations.NullMarked;
