/// Sends: which message of WhatsApp each has become, whether its status or its command is read
/// first.
@NullMarked
package io.awfar.persistence.send;

import org.jspecify.annotations.NullMarked;
