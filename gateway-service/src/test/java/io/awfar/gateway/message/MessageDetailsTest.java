package io.awfar.gateway.message;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static io.awfar.gateway.Stage.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class MessageDetailsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final UUID chat = Stage.chat(OWN, NOON);
  private final UUID message = Stage.text(OWN, chat, "outbound", NOON, "salaam");

  private static ResponseSpec get(Object id) {
    return GATEWAY.signedInApi().get().uri("/api/whatsapp/messages/{id}", id).exchange();
  }

  private static Map<String, Object> details(UUID id) {
    return get(id)
        .expectStatus()
        .isOk()
        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
        .returnResult()
        .getResponseBody();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> details, String member) {
    return (List<Map<String, Object>>) details.get(member);
  }

  private static Set<String> members(Class<? extends Record> described) {
    return Arrays.stream(described.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private void status(String status, int rank, long second, String more, Object... values) {
    UUID own = message;
    Stage.status(OWN, own, rank, status);
    Object[] bound = Arrays.copyOf(values, values.length + 3);
    bound[values.length] = NOON.plusSeconds(second).atOffset(java.time.ZoneOffset.UTC);
    bound[values.length + 1] = "wamid." + own;
    bound[values.length + 2] = status;
    Sql.run(
        DATABASE,
        "update message_statuses set "
            + more
            + " occurred_at = ? where wa_message_id = ? and status = ?",
        bound);
  }

  @Test
  void aMessageHasTheMembersOfTheListAndItsHistory() {
    Map<String, Object> details = details(message);

    assertThat(details.keySet()).isEqualTo(members(MessageDetails.class));
    assertThat(members(MessageDetails.class)).containsAll(members(Message.class));
    assertThat(details)
        .containsEntry("id", message.toString())
        .containsEntry("chatId", chat.toString())
        .containsEntry("body", "salaam")
        .containsEntry("statuses", List.of())
        .containsEntry("edits", List.of())
        .containsEntry("reactionHistory", List.of());
  }

  @Test
  void everyStatusIsToldInOrderOfTimeWithRecipientPriceAndError() {
    status("delivered", 60, 20, "recipient = '',");
    status(
        "sent",
        40,
        10,
        "pricing_model = 'PMP', pricing_category = ?, billable = true, conversation_id = 'c1',"
            + " conversation_origin = 'service',",
        "ser\"vice");
    status(
        "failed",
        50,
        30,
        "error_code = 131047, error_title = 'Re-engagement message', error_details = 'too late',");

    Map<String, Object> details = details(message);

    assertThat(list(details, "statuses"))
        .allSatisfy(status -> assertThat(status.keySet()).isEqualTo(members(MessageStatus.class)))
        .extracting(status -> status.get("status"))
        .containsExactly("sent", "delivered", "failed");
    Map<String, Object> sent = list(details, "statuses").getFirst();
    assertThat(sent)
        .containsEntry("at", "2026-11-22T12:00:10Z")
        .containsEntry("recipient", "967777")
        .containsEntry("error", null)
        .containsEntry("pricing", Map.of("model", "PMP", "category", "ser\"vice", "billable", true))
        .containsEntry("conversation", Map.of("id", "c1", "origin", "service"));
    assertThat(list(details, "statuses").get(1))
        .containsEntry("recipient", null)
        .containsEntry("pricing", null)
        .containsEntry("conversation", null);
    assertThat(list(details, "statuses").get(2))
        .containsEntry(
            "error",
            Map.of("code", 131047, "title", "Re-engagement message", "details", "too late"));
    // As the list says: the highest, not the last.
    assertThat(details).containsEntry("status", "delivered");
  }

  @Test
  void theStatusesFromBeforeWhatsAppHadAnIdAreToldToo() {
    status("sent", 40, 10, "");
    Stage.status(OWN, message, 30, "unconfirmed");
    Sql.run(
        DATABASE,
        "update message_statuses set wa_message_id = ?, occurred_at = ?"
            + " where wa_message_id = ? and status = 'unconfirmed'",
        message.toString(),
        NOON.plusSeconds(5).atOffset(java.time.ZoneOffset.UTC),
        "wamid." + message);

    assertThat(list(details(message), "statuses"))
        .extracting(status -> status.get("status"))
        .containsExactly("unconfirmed", "sent");
  }

  @Test
  void editsAreToldInOrderAndWithoutTheirTextOnceTheMessageIsRevoked() {
    UUID inbound = Stage.text(OWN, chat, "inbound", NOON, "first");
    Stage.change(OWN, chat, inbound, "edit", "third", NOON.plusSeconds(20));
    UUID second = Stage.change(OWN, chat, inbound, "edit", "second", NOON.plusSeconds(10));

    Map<String, Object> details = details(inbound);
    assertThat(details).containsEntry("body", "third");
    assertThat(list(details, "edits"))
        .extracting(edit -> edit.get("body"))
        .containsExactly("second", "third");
    assertThat(list(details, "edits").getFirst())
        .isEqualTo(
            Map.of("id", second.toString(), "body", "second", "editedAt", "2026-11-22T12:00:10Z"));

    Stage.change(OWN, chat, inbound, "revoke", null, NOON.plusSeconds(30));

    Map<String, Object> revoked = details(inbound);
    assertThat(revoked)
        .containsEntry("body", null)
        .containsEntry("revokedAt", "2026-11-22T12:00:30Z");
    assertThat(list(revoked, "edits"))
        .hasSize(2)
        .allSatisfy(edit -> assertThat(edit).containsEntry("body", null));
    assertThat(details(second)).containsEntry("body", null);
  }

  @Test
  void everyReactionIsToldAlsoThoseThatWereTakenOff() {
    UUID inbound = Stage.text(OWN, chat, "inbound", NOON, "first");
    Stage.change(OWN, chat, inbound, "reaction", "👍", NOON.plusSeconds(1));
    UUID off = Stage.change(OWN, chat, inbound, "reaction", null, NOON.plusSeconds(2));

    Map<String, Object> details = details(inbound);

    assertThat(details).containsEntry("reactions", List.of());
    assertThat(list(details, "reactionHistory"))
        .extracting(reaction -> reaction.get("emoji"))
        .containsExactly("👍", null);
    Map<String, Object> last = new HashMap<>();
    last.put("id", off.toString());
    last.put("contactId", null);
    last.put("direction", "inbound");
    last.put("emoji", null);
    last.put("reactedAt", "2026-11-22T12:00:02Z");
    assertThat(list(details, "reactionHistory").get(1)).isEqualTo(last);
    assertThat(last.keySet()).isEqualTo(members(PastReaction.class));
  }

  @Test
  void aMessageOfAnotherWorkspaceAndOneThatDoesNotExistLookTheSame() {
    UUID other = UUID.randomUUID();
    UUID foreign = Stage.text(other, Stage.chat(other, NOON), "inbound", NOON, "hidden");

    for (UUID id : List.of(foreign, UUID.randomUUID())) {
      get(id)
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("message_not_found");
    }
    get("wamid.X").expectStatus().isNotFound();
  }

  @Test
  void theStatusesOfAnotherWorkspaceAreNotTold() {
    Stage.status(UUID.randomUUID(), message, 70, "read");

    assertThat(list(details(message), "statuses")).isEmpty();
  }
}
