package io.awfar.persistence.contact;

import java.util.UUID;

/// Two names of a workspace that are shown to be one person.
record IdentityLink(UUID ownerId, Kind kind, String identity, String other) {

  /// What was shown; the labels are in the table `contact_links`.
  enum Kind {
    /// A number is used by whoever has a user id.
    USER("user"),
    /// WhatsApp's id of a phone differs from its number.
    WA_ID("wa_id"),
    /// A number was given up for another, or by whoever has a user id now.
    NUMBER("number"),
    /// A user id became another.
    USER_ID("user_id");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }
}
