/// Answers in the shape of WhatsApp's API, and those that never come.
@NullMarked
package io.awfar.simulator.graph;

import org.jspecify.annotations.NullMarked;
