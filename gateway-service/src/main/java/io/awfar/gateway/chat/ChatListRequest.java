package io.awfar.gateway.chat;

import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/// Which part of which list of chats a client asks for.
record ChatListRequest(PageRequest page, ChatFilter filter) {

  /// Reads the query of a request.
  ///
  /// @param me who `assignee=me` means
  /// @throws RefusedException with everything that is wrong
  static ChatListRequest of(MultiValueMap<String, String> query, UUID me) {
    List<Violation> violations = new ArrayList<>();
    PageRequest page = PageRequest.of(query, violations);
    ChatFilter filter = ChatFilter.of(query, me, violations);
    if (!violations.isEmpty()) {
      throw new RefusedException(violations);
    }
    return new ChatListRequest(page, filter);
  }
}
