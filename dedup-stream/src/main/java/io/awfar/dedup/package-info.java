/// The deduplicating stream as a service: its settings and how its parts are put together.
@NullMarked
package io.awfar.dedup;

import org.jspecify.annotations.NullMarked;
