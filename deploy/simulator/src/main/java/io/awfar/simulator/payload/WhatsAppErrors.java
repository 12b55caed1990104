package io.awfar.simulator.payload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The errors WhatsApp reports, by code.
///
/// Codes and titles are those of Meta's page "WhatsApp error codes", and so are the HTTP statuses
/// but for throttling: there the page says 400, while Graph answers rate limits with 429 (so does
/// Meta's OpenAPI description). The worse case is taken, for a caller must act on the code.
public final class WhatsAppErrors {

  private static final Map<Integer, Known> KNOWN = new HashMap<>();

  static {
    List.of(
            new Known(0, 401, "AuthException"),
            new Known(1, 400, "API Unknown"),
            new Known(2, 503, "API Service"),
            new Known(3, 500, "API Method"),
            new Known(4, 429, "API Too Many Calls"),
            new Known(10, 403, "Permission Denied"),
            new Known(33, 400, "Parameter value is not valid"),
            new Known(100, 400, "Invalid parameter"),
            new Known(190, 401, "Access token has expired"),
            new Known(368, 403, "Temporarily blocked for policies violations"),
            new Known(80007, 429, "Rate limit issues"),
            new Known(130429, 429, "Rate limit hit"),
            new Known(130472, 400, "User's number is part of an experiment"),
            new Known(131000, 500, "Something went wrong"),
            new Known(131005, 403, "Access denied"),
            new Known(131008, 400, "Required parameter is missing"),
            new Known(131009, 400, "Parameter value is not valid"),
            new Known(131016, 500, "Service unavailable"),
            new Known(131021, 400, "Recipient cannot be sender"),
            new Known(131026, 400, "Message undeliverable"),
            new Known(131031, 403, "Account has been locked"),
            new Known(131042, 400, "Business eligibility payment issue"),
            new Known(131045, 500, "Incorrect certificate"),
            new Known(
                131047,
                400,
                "Re-engagement message",
                "Message failed to send because more than 24 hours have passed since the customer"
                    + " last replied to this number."),
            new Known(131048, 429, "Spam rate limit hit"),
            new Known(131049, 400, "Meta chose not to deliver"),
            new Known(131050, 400, "User has stopped marketing messages"),
            new Known(131051, 400, "Message type unknown"),
            new Known(131052, 400, "Media download error"),
            new Known(131053, 400, "Media upload error"),
            new Known(
                131056,
                429,
                "(Business Account, Consumer Account) pair rate limit hit",
                "Too many messages sent from this phone number to the same phone number in a short"
                    + " period of time."),
            new Known(131057, 500, "Account in maintenance mode"),
            new Known(
                131062,
                400,
                "Business-scoped User ID recipients are not supported for this message"),
            new Known(
                132000, 400, "Number of parameters does not match the expected number of params"),
            new Known(132001, 404, "Template name does not exist in the translation"),
            new Known(132005, 400, "Translated text too long"),
            new Known(132007, 400, "Template content violates a WhatsApp policy"),
            new Known(
                132012, 400, "Parameter format does not match format in the created template"),
            new Known(132015, 400, "Template is paused"),
            new Known(132016, 400, "Template is disabled"),
            new Known(132068, 400, "Flow is blocked"),
            new Known(132069, 400, "Flow is throttled"),
            new Known(133010, 400, "Phone number not registered"),
            new Known(133016, 429, "Account register deregister rate limit exceeded"))
        .forEach(known -> KNOWN.put(known.code, known));
  }

  private WhatsAppErrors() {}

  /// The title of a code.
  public static String title(int code) {
    return known(code).title;
  }

  /// What is said in detail.
  public static String details(int code) {
    return known(code).details;
  }

  /// The HTTP status that a send is answered with.
  public static int httpStatus(int code) {
    return known(code).httpStatus;
  }

  /// The members of an element of `errors`.
  public static Consumer<JsonText> members(int code) {
    return error ->
        error
            .put("code", code)
            .put("title", title(code))
            .put("message", title(code))
            .object("error_data", data -> data.put("details", details(code)))
            .put(
                "href",
                "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
  }

  private static Known known(int code) {
    return KNOWN.getOrDefault(code, new Known(code, 400, "Error " + code));
  }

  private record Known(int code, int httpStatus, String title, String details) {
    Known(int code, int httpStatus, String title) {
      this(code, httpStatus, title, "Details of '" + title + "'.");
    }
  }
}
