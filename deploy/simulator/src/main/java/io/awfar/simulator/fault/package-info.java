/// What goes wrong on demand: which calls, how often, and what the caller sees of it.
@NullMarked
package io.awfar.simulator.fault;

import org.jspecify.annotations.NullMarked;
