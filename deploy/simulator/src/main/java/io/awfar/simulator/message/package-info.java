/// What each type of inbound message says: one small class per type.
@NullMarked
package io.awfar.simulator.message;

import org.jspecify.annotations.NullMarked;
