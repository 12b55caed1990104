/// Chats: last message, count of inbound messages and window follow the message rows that were
/// really inserted; how many were read follows the marks.
@NullMarked
package io.awfar.persistence.chat;

import org.jspecify.annotations.NullMarked;
