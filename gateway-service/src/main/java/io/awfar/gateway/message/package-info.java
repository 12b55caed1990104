/// The messages of a chat.
@NullMarked
package io.awfar.gateway.message;

import org.jspecify.annotations.NullMarked;
