/// What was offered, what was acknowledged and what was received, counted so that nothing is lost.
@NullMarked
package io.awfar.simulator.ledger;

import org.jspecify.annotations.NullMarked;
