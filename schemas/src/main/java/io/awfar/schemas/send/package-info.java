/// What WhatsApp takes as a message: whoever asks for one and whoever sends it judge it by the same
/// rules. One small class for each kind of content.
@NullMarked
package io.awfar.schemas.send;

import org.jspecify.annotations.NullMarked;
