/// The shapes of what can be sent: one small class per type, with the errors of WhatsApp's API.
///
/// Members, kinds and bounds are those of the schema `Message` in Meta's OpenAPI description and of
/// its pages on each type. Which of 100, 131008 and 131009 an error has is known for those that
/// public reports show: 100 for what Graph itself checks (a member missing, misspelled, of the
/// wrong kind or too long), 131009 for what WhatsApp finds wrong in an interactive message, 131008
/// for something that this very message needs. All three mean the same to a caller: never again.
@NullMarked
package io.awfar.simulator.send;

import org.jspecify.annotations.NullMarked;
