package io.awfar.gateway.channel;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Asks WhatsApp's API for numbers: `GET {api}/{version}/{phone-number-id}` and `GET
/// {api}/{version}/{account}/phone_numbers`. It answers in any case.
@Component
final class WhatsAppNumbers {

  private static final String FIELDS = "id,display_phone_number,verified_name,quality_rating";

  /// As many as WhatsApp gives at once.
  private static final int PAGE_NUMBERS_MAX = 100;

  private final WhatsAppApi api;

  WhatsAppNumbers(WhatsAppApi api) {
    this.api = api;
  }

  /// A number, with what it is called and how good it is.
  Mono<WhatsAppReply> number(String id, String token) {
    return api.get(token, "/{id}?fields={fields}", id, FIELDS);
  }

  /// A page of the ids of an account's numbers.
  ///
  /// @param after the cursor that the page before ended with; null for the first
  Mono<WhatsAppReply> ofAccount(String account, @Nullable String after, String token) {
    String page = "/{id}/phone_numbers?fields=id&limit={limit}";
    return after == null
        ? api.get(token, page, account, PAGE_NUMBERS_MAX)
        : api.get(token, page + "&after={after}", account, PAGE_NUMBERS_MAX, after);
  }
}
