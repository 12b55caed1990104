package io.awfar.gateway.chat;

import io.awfar.gateway.error.Problem.Violation;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Which chats of a workspace are listed; each member narrows it down, unless it is null or false.
///
/// @param assigneeId the nil UUID for those that nobody answers
/// @param unread only those with messages that nobody has read
record ChatFilter(
    @Nullable UUID assigneeId,
    @Nullable Boolean closed,
    @Nullable UUID labelId,
    @Nullable String channelId,
    boolean unread) {

  static final ChatFilter NONE = new ChatFilter(null, null, null, null, false);

  private static final UUID NOBODY = new UUID(0, 0);
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern CHANNEL_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  /// Reads the query of a request.
  ///
  /// @param me who `assignee=me` means
  /// @param violations gets everything that is wrong
  static ChatFilter of(MultiValueMap<String, String> query, UUID me, List<Violation> violations) {
    return new ChatFilter(
        assignee(one(query, "assignee", violations), me, violations),
        closed(one(query, "state", violations), violations),
        label(one(query, "label", violations), violations),
        channel(one(query, "channelId", violations), violations),
        unread(one(query, "unread", violations), violations));
  }

  private static @Nullable String one(
      MultiValueMap<String, String> query, String name, List<Violation> violations) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      violations.add(new Violation(name, "several", "must be one value"));
    }
    String value = values.isEmpty() ? null : values.getFirst();
    return value == null || value.isBlank() ? null : value;
  }

  private static @Nullable UUID assignee(
      @Nullable String text, UUID me, List<Violation> violations) {
    return switch (text) {
      case null -> null;
      case "me" -> me;
      case "none" -> NOBODY;
      default -> uuid("assignee", text, "must be the id of a user, or me, or none", violations);
    };
  }

  private static @Nullable Boolean closed(@Nullable String text, List<Violation> violations) {
    return switch (text) {
      case null -> null;
      case "open" -> false;
      case "closed" -> true;
      default -> {
        violations.add(new Violation("state", "pattern", "must be open or closed"));
        yield null;
      }
    };
  }

  private static @Nullable UUID label(@Nullable String text, List<Violation> violations) {
    return text == null ? null : uuid("label", text, "must be the id of a label", violations);
  }

  private static @Nullable String channel(@Nullable String text, List<Violation> violations) {
    if (text == null || CHANNEL_ID.matcher(text).matches()) {
      return text;
    }
    violations.add(new Violation("channelId", "pattern", "must be the id of a number"));
    return null;
  }

  private static boolean unread(@Nullable String text, List<Violation> violations) {
    if (text != null && !text.equals("true")) {
      violations.add(new Violation("unread", "pattern", "must be true"));
    }
    return text != null;
  }

  private static @Nullable UUID uuid(
      String name, String text, String message, List<Violation> violations) {
    if (UUID_FORM.matcher(text).matches()) {
      return UUID.fromString(text);
    }
    violations.add(new Violation(name, "pattern", message));
    return null;
  }
}
