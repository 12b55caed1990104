package io.awfar.ingest.webhook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `contacts` of a value: finds whom an event is about, and tells who was never asked for.
final class Contacts {

  private final List<Element> all;
  private final Map<String, Element> byPhone = new HashMap<>();
  private final Map<String, Element> byUser = new HashMap<>();
  private final Set<Element> found = new HashSet<>();

  Contacts(List<Element> all) {
    this.all = all;
    // A single one is whom every event is about.
    if (all.size() > 1) {
      for (Element contact : all) {
        index(byPhone, contact.text("wa_id"), contact);
        index(byUser, contact.text("user_id"), contact);
      }
    }
  }

  /// The contact with this user id or phone id; the only one if there is exactly one.
  @Nullable Element find(@Nullable String userId, @Nullable String phoneId) {
    Element contact = userId == null ? null : byUser.get(userId);
    if (contact == null && phoneId != null) {
      contact = byPhone.get(phoneId);
    }
    if (contact == null && all.size() == 1) {
      contact = all.getFirst();
    }
    if (contact != null) {
      found.add(contact);
    }
    return contact;
  }

  /// Those that no event carries.
  List<Element> notFound() {
    if (found.size() == all.size()) {
      return List.of();
    }
    return all.stream().filter(contact -> !found.contains(contact)).toList();
  }

  private static void index(Map<String, Element> index, @Nullable String id, Element contact) {
    if (id != null) {
      index.putIfAbsent(id, contact);
    }
  }
}
