/// Brings the files of messages from WhatsApp into a bucket of our own, and says so once per
/// message.
@NullMarked
package io.awfar.media;

import org.jspecify.annotations.NullMarked;
