/// Counts raw events and what became of them, exactly once, so that the report always adds up:
/// received = published + duplicates + quarantined.
@NullMarked
package io.awfar.dedup.count;

import org.jspecify.annotations.NullMarked;
