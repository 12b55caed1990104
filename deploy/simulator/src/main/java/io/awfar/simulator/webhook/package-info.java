/// Delivery: body, signature, schedule and retries until each POST is answered 200.
@NullMarked
package io.awfar.simulator.webhook;

import org.jspecify.annotations.NullMarked;
