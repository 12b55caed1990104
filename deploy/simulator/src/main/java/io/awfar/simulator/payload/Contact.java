package io.awfar.simulator.payload;

import org.jspecify.annotations.Nullable;

/// A person who writes to the business.
///
/// @param phone digits with country code; null for one who hides it
/// @param userId business-scoped user id; null for one whom WhatsApp has not given any yet
/// @param parentUserId the same at the parent business, for some
/// @param username WhatsApp user name, for some
/// @param name profile name
public record Contact(
    @Nullable String phone,
    @Nullable String userId,
    @Nullable String parentUserId,
    @Nullable String username,
    String name) {

  /// The phone number, or the user id where it is hidden.
  public String id() {
    if (phone != null) {
      return phone;
    }
    if (userId == null) {
      throw new IllegalStateException("a contact has a phone number or a user id");
    }
    return userId;
  }

  /// The id that a status names its recipient by: the user id first.
  public String recipient() {
    return userId != null ? userId : id();
  }

  /// The entry of `contacts[]` as JSON.
  public String json() {
    return JsonText.object(entry -> {
      entry.object(
          "profile", profile -> profile.put("name", name).putIfPresent("username", username));
      // Someone who hides the number appears both ways: without wa_id, and with an empty one.
      if (phone != null) {
        entry.put("wa_id", phone);
      } else if (username != null) {
        entry.put("wa_id", "");
      }
      entry.putIfPresent("user_id", userId).putIfPresent("parent_user_id", parentUserId);
    });
  }
}
