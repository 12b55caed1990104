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
  private final boolean ofSeveral;

  /// @param ofSeveral whether the events are about several people, so that a single contact need
  ///   not be whom one of them is about
  Contacts(List<Element> all, boolean ofSeveral) {
    this.all = all;
    this.ofSeveral = ofSeveral;
    if (all.size() > 1) {
      for (Element contact : all) {
        index(byPhone, contact.text("wa_id"), contact);
        index(byUser, contact.text("user_id"), contact);
      }
    }
  }

  /// The contact with this user id or phone id; the only one if there is exactly one, whose phone
  /// id may be written in another way, unless it is of somebody else.
  @Nullable Element find(@Nullable String userId, @Nullable String phoneId) {
    Element contact = userId == null ? null : byUser.get(userId);
    if (contact == null && phoneId != null) {
      contact = byPhone.get(phoneId);
    }
    if (contact == null && all.size() == 1 && mayBe(all.getFirst(), userId, phoneId)) {
      contact = all.getFirst();
    }
    if (contact != null) {
      found.add(contact);
    }
    return contact;
  }

  private boolean mayBe(Element only, @Nullable String userId, @Nullable String phoneId) {
    String known = only.text("user_id");
    if (userId != null && known != null) {
      return userId.equals(known);
    }
    return !ofSeveral || (phoneId != null && phoneId.equals(only.text("wa_id")));
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
