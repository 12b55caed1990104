/// Lets a file wait without others waiting for it: topics of messages that are read again later.
@NullMarked
package io.awfar.media.lane;

import org.jspecify.annotations.NullMarked;
