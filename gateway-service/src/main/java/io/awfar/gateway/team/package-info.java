/// What a team does with chats: who answers them, whether they are closed, their labels and notes.
/// Every change is an event in Kafka, in order for each chat.
@NullMarked
package io.awfar.gateway.team;

import org.jspecify.annotations.NullMarked;
