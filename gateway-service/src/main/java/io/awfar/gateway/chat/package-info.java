/// The chats of a workspace.
@NullMarked
package io.awfar.gateway.chat;

import org.jspecify.annotations.NullMarked;
