/// The numbers that are managed at run time: their secrets, encrypted on the way, and a directory
/// of all that follows the topic `whatsapp.channels` as long as the process lives.
@NullMarked
package io.awfar.schemas.channel;

import org.jspecify.annotations.NullMarked;
