/// Events on demand: what a test wants someone to write, or WhatsApp to report, right now.
@NullMarked
package io.awfar.simulator.scene;

import org.jspecify.annotations.NullMarked;
