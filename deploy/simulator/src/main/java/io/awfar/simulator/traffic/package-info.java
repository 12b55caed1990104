/// Which events travel in which POST, in what order and how often: a function of the seed.
@NullMarked
package io.awfar.simulator.traffic;

import org.jspecify.annotations.NullMarked;
