/// Fetches a file from WhatsApp's API: bounded in time and size, from known hosts only, and not
/// taken before its hash is the one that WhatsApp states.
@NullMarked
package io.awfar.media.download;

import org.jspecify.annotations.NullMarked;
