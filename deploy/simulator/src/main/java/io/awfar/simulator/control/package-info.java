/// The simulator's own paths, under `/_simulator`: what goes wrong, what is allowed, what happens
/// next, and what was counted. They are no part of WhatsApp's API.
@NullMarked
package io.awfar.simulator.control;

import org.jspecify.annotations.NullMarked;
