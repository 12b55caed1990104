/// Files that WhatsApp would keep, computed from their media id, so that none is stored.
@NullMarked
package io.awfar.simulator.media;

import org.jspecify.annotations.NullMarked;
