package io.awfar.simulator.payload;

import java.util.Map;
import java.util.function.Consumer;

/// The errors WhatsApp reports, by code.
public final class WhatsAppErrors {

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(131000, "Something went wrong"),
          Map.entry(131026, "Message undeliverable"),
          Map.entry(131047, "Re-engagement message"),
          Map.entry(131048, "Spam rate limit hit"),
          Map.entry(131049, "Meta chose not to deliver"),
          Map.entry(131051, "Message type unknown"),
          Map.entry(131053, "Media upload error"),
          Map.entry(131056, "Pair rate limit hit"),
          Map.entry(131057, "Account in maintenance mode"),
          Map.entry(130429, "Rate limit hit"),
          Map.entry(132001, "Template does not exist"),
          Map.entry(133016, "Account register rate limit"),
          Map.entry(131016, "Service unavailable"));

  private WhatsAppErrors() {}

  /// The title of a code.
  public static String title(int code) {
    return TITLES.getOrDefault(code, "Error " + code);
  }

  /// The members of an element of `errors`.
  public static Consumer<JsonText> members(int code) {
    return error ->
        error
            .put("code", code)
            .put("title", title(code))
            .put("message", title(code))
            .object("error_data", data -> data.put("details", "Details of '" + title(code) + "'."))
            .put(
                "href",
                "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
  }
}
