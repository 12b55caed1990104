/// The numbers of the business: what is known of them and what they may send now.
@NullMarked
package io.awfar.simulator.number;

import org.jspecify.annotations.NullMarked;
