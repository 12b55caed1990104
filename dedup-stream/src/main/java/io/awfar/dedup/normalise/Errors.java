package io.awfar.dedup.normalise;

import io.awfar.whatsapp.WhatsAppError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The errors that WhatsApp reports inside messages and statuses, or beside them.
final class Errors {

  /// Stands for an error code that is missing or not a number; WhatsApp's own are not negative.
  static final int CODE_UNKNOWN = -1;

  private Errors() {}

  /// The member `errors`; none if it is missing or not an array of objects.
  static List<WhatsAppError> of(JsonFields messageOrStatus) {
    return messageOrStatus.objects("errors").stream().map(Errors::error).toList();
  }

  /// Those of a value as a whole, or null if there are none. Those without a code are something
  /// else, such as how often each kind of error occurred in a flow.
  static @Nullable List<WhatsAppError> ofValue(JsonFields value) {
    List<WhatsAppError> errors =
        of(value).stream().filter(error -> error.getCode() != CODE_UNKNOWN).toList();
    return errors.isEmpty() ? null : errors;
  }

  private static WhatsAppError error(JsonFields error) {
    Integer code = error.number("code");
    // Older versions of the API have the details beside the title.
    String details = error.text("details");
    JsonFields data = error.object("error_data");
    if (data != null && details == null) {
      details = data.text("details");
    }
    return WhatsAppError.newBuilder()
        .setCode(code == null ? CODE_UNKNOWN : code)
        .setTitle(error.text("title"))
        .setMessage(error.text("message"))
        .setDetails(details)
        .setHref(error.text("href"))
        .build();
  }
}
