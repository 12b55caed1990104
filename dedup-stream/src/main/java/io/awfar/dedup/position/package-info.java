/// Where the stream is in the raw topic, kept with its counts, so that a broker which drops the
/// group's offsets takes nothing from it.
@NullMarked
package io.awfar.dedup.position;

import org.jspecify.annotations.NullMarked;
