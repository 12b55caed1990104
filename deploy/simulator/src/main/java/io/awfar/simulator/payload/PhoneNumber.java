package io.awfar.simulator.payload;

/// A number of the business.
///
/// @param id WhatsApp's phone number id
/// @param display the number as people read it, digits
/// @param accountId the WhatsApp business account that owns it
public record PhoneNumber(String id, String display, String accountId) {

  private static final long FIRST_ACCOUNT = 102290129340398L;

  /// The number with this id; two neighbours share an account.
  ///
  /// @param position its place in the list of numbers
  public static PhoneNumber of(String id, int position) {
    if (id.isBlank() || id.length() > 32) {
      throw new IllegalArgumentException("a phone number id has 1 to 32 characters: '" + id + "'");
    }
    String digits = "0000000" + Integer.toUnsignedString(id.hashCode());
    return new PhoneNumber(
        id,
        "1555" + digits.substring(digits.length() - 7),
        Long.toString(FIRST_ACCOUNT + position / 2));
  }

  /// Writes the two members every `value` of a number starts with.
  public void writeTo(JsonText value) {
    value
        .put("messaging_product", "whatsapp")
        .object(
            "metadata",
            metadata -> metadata.put("display_phone_number", display).put("phone_number_id", id));
  }
}
