package io.awfar.gateway.channel;

import io.awfar.gateway.channel.CheckedChannel.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Asks WhatsApp's API for the templates of an account: `GET
/// {api}/{version}/{account}/message_templates`.
@Component
public final class WhatsAppTemplates {

  private static final String FIELDS = "name,language,status";

  /// More than a template has languages. Those that have its name within theirs come, too.
  private static final int PAGE_TEMPLATES_MAX = 100;

  private final WhatsAppApi api;

  WhatsAppTemplates(WhatsAppApi api) {
    this.api = api;
  }

  /// The templates with one name.
  ///
  /// @param states by language, such as `APPROVED`
  /// @param complete whether there are no others
  public record Named(Map<String, String> states, boolean complete) {}

  /// The templates with this name.
  ///
  /// @return nothing if WhatsApp does not answer
  public Mono<Named> named(String account, String name, String token) {
    return api.get(
            token,
            "/{id}/message_templates?fields={fields}&name={name}&limit={limit}",
            account,
            FIELDS,
            name,
            PAGE_TEMPLATES_MAX)
        .flatMap(reply -> Mono.justOrEmpty(read(reply, name)));
  }

  private static Optional<Named> read(WhatsAppReply reply, String name) {
    JsonNode data = reply.body().path("data");
    if (reply.result() != Result.OK || !data.isArray()) {
      return Optional.empty();
    }
    Map<String, String> states = new HashMap<>();
    for (JsonNode template : data) {
      if (template.path("name").asString("").equals(name)) {
        states.put(template.path("language").asString(""), template.path("status").asString(""));
      }
    }
    boolean complete = data.size() < PAGE_TEMPLATES_MAX && !reply.body().path("paging").has("next");
    return Optional.of(new Named(states, complete));
  }
}
