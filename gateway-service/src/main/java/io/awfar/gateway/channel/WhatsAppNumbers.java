package io.awfar.gateway.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriBuilder;
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
    Map<String, String> values = Map.of("version", api.version(), "id", id, "fields", FIELDS);
    return api.get(
        uri -> uri.path("/{version}/{id}").queryParam("fields", "{fields}").build(values), token);
  }

  /// A page of the ids of an account's numbers.
  ///
  /// @param after the cursor that the page before ended with; null for the first
  Mono<WhatsAppReply> ofAccount(String account, @Nullable String after, String token) {
    Map<String, Object> values =
        Map.of(
            "version",
            api.version(),
            "id",
            account,
            "limit",
            PAGE_NUMBERS_MAX,
            "after",
            after == null ? "" : after);
    return api.get(
        uri -> {
          UriBuilder page =
              uri.path("/{version}/{id}/phone_numbers")
                  .queryParam("fields", "id")
                  .queryParam("limit", "{limit}");
          return (after == null ? page : page.queryParam("after", "{after}")).build(values);
        },
        token);
  }
}
