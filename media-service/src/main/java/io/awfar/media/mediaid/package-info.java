/// Gives WhatsApp a file of the bucket so that it can be sent: once for each number, as long as
/// WhatsApp keeps it.
@NullMarked
package io.awfar.media.mediaid;

import org.jspecify.annotations.NullMarked;
