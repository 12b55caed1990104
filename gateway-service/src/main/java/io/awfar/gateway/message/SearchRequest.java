package io.awfar.gateway.message;

import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// What somebody searches for.
///
/// @param words as they were typed
/// @param chatId the chat to search in; null for all of the workspace
/// @param oneByOne whether the pages before were read one by one, the words being too common
record SearchRequest(String words, @Nullable UUID chatId, PageRequest page, boolean oneByOne) {

  static final int WORDS_CHARS_MAX = 200;

  /// Behind the place of the next page.
  static final String ONE_BY_ONE = ",newest";

  /// @throws RefusedException with everything that is wrong
  static SearchRequest of(MultiValueMap<String, String> query) {
    List<Violation> violations = new ArrayList<>();
    String words = words(query, violations);
    UUID chatId = chatId(query, violations);
    String before = Objects.requireNonNullElse(query.getFirst("before"), "");
    boolean oneByOne = before.endsWith(ONE_BY_ONE);
    MultiValueMap<String, String> place = new LinkedMultiValueMap<>(query);
    if (oneByOne) {
      place.set("before", before.substring(0, before.length() - ONE_BY_ONE.length()));
    }
    PageRequest page = PageRequest.of(place, violations);
    if (page.offset() != 0) {
      violations.add(new Violation("offset", "range", "must be 0 here: page with before"));
    }
    if (page.total()) {
      violations.add(new Violation("total", "boolean", "must be false here"));
    }
    if (!violations.isEmpty()) {
      throw new RefusedException(violations);
    }
    return new SearchRequest(words, chatId, page, oneByOne);
  }

  /// For words that are none, such as a lonely question mark.
  static RefusedException withoutWord() {
    return new RefusedException(
        List.of(new Violation("q", "word", "must have a letter or a digit")));
  }

  private static String words(MultiValueMap<String, String> query, List<Violation> violations) {
    String text = query.getFirst("q");
    if (text == null || text.isBlank()) {
      violations.add(new Violation("q", "missing", "is needed: the words to look for"));
      return "";
    }
    if (text.length() > WORDS_CHARS_MAX) {
      violations.add(
          new Violation("q", "size", "must have %d characters at most".formatted(WORDS_CHARS_MAX)));
    }
    if (text.indexOf('\0') >= 0) {
      violations.add(new Violation("q", "word", "must not have a NUL"));
    }
    return text;
  }

  private static @Nullable UUID chatId(
      MultiValueMap<String, String> query, List<Violation> violations) {
    String text = query.getFirst("chatId");
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      // Not one that a parser as lenient as Java's makes of something shorter.
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // The violation below says what is wrong.
    }
    violations.add(new Violation("chatId", "uuid", "must be the id of a chat"));
    return null;
  }
}
