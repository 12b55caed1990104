/// Requests that are done once, however often they are sent: known by a key that the sender gives,
/// and answered with the same bytes for a day.
@NullMarked
package io.awfar.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
