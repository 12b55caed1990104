/// The pieces every webhook is made of: people, numbers, ids, and one event's JSON.
@NullMarked
package io.awfar.simulator.payload;

import org.jspecify.annotations.NullMarked;
