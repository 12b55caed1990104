/// Starts, stops and watches the stream: retries what may pass, ends what cannot, and tells both
/// through health.
@NullMarked
package io.awfar.dedup.lifecycle;

import org.jspecify.annotations.NullMarked;
