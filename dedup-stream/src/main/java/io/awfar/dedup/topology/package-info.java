/// The stream itself: raw events in, each event once and normalised out; no I/O and no wall clock.
@NullMarked
package io.awfar.dedup.topology;

import org.jspecify.annotations.NullMarked;
