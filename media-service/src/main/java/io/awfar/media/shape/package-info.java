/// Tells whether a file is what its type says from its first byte to its last: whole, with nothing
/// hidden in it that another program would take for something else, and bounded when unpacked.
@NullMarked
package io.awfar.media.shape;

import org.jspecify.annotations.NullMarked;
