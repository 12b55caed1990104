/// Chats: last message, unread count and window follow the message rows that were really inserted.
@NullMarked
package io.awfar.persistence.chat;

import org.jspecify.annotations.NullMarked;
