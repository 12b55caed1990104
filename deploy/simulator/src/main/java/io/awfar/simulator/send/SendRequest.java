package io.awfar.simulator.send;

import io.awfar.simulator.template.TemplateUse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was posted to `/{phone-number-id}/messages`, found to be well-formed.
public sealed interface SendRequest {

  /// An inbound message was read.
  ///
  /// @param typing true if the person is to see that the business is typing
  record ReadMark(String messageId, boolean typing) implements SendRequest {}

  /// A message to someone.
  ///
  /// @param to phone number, group or user id as it was written
  /// @param kind which of these it is
  /// @param type `text`, `image`, ...
  /// @param callbackData `biz_opaque_callback_data`
  /// @param template what is said about the template, for the type template
  record Outgoing(
      String to,
      RecipientKind kind,
      String type,
      @Nullable String callbackData,
      Optional<TemplateUse> template)
      implements SendRequest {}

  /// How a recipient is named.
  enum RecipientKind {
    PHONE,
    USER_ID,
    GROUP
  }
}
