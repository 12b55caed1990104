package io.awfar.gateway.send;

import static io.awfar.gateway.send.SendGateway.OWN;
import static io.awfar.gateway.send.SendGateway.accepted;
import static io.awfar.gateway.send.SendGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.schemas.id.StableId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

class SendIdempotencyTest {

  private static final SendGateway GATEWAY = SendGateway.shared();

  private static String body(String channel, String text) {
    return "{'channelId':'" + channel + "','to':'967777000301','text':'" + text + "'}";
  }

  private static String replayed(EntityExchangeResult<byte[]> answer) {
    return answer.getResponseHeaders().getFirst("Idempotency-Replayed");
  }

  @Test
  void theSameRequestIsSentOnceAndAnsweredByteForByteAsBefore() {
    var first = GATEWAY.send("key-7301", body("7301", "salaam"));
    var second = GATEWAY.send("key-7301", body("7301", "salaam"));

    accepted(first);
    assertThat(second.getStatus()).isEqualTo(first.getStatus());
    assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
    assertThat(second.getResponseHeaders().getContentType())
        .isEqualTo(first.getResponseHeaders().getContentType());
    assertThat(replayed(first)).isNull();
    assertThat(replayed(second)).isEqualTo("true");
    assertThat(WrittenSends.of("7301")).hasSize(1);
  }

  @Test
  void theSameValuesInAnotherOrderAreTheSameRequest() {
    accepted(GATEWAY.send("key-7302", body("7302", "salaam")));

    var second =
        GATEWAY.send("key-7302", "{ 'text': 'salaam', 'to': '967777000301', 'channelId': '7302' }");

    assertThat(replayed(second)).isEqualTo("true");
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    accepted(GATEWAY.send("key-7303", body("7303", "salaam")));

    refusal(GATEWAY.send("key-7303", body("7303", "other")), 422, "idempotency_key_reused");
    assertThat(WrittenSends.of("7303")).hasSize(1);
  }

  @Test
  void fiftyAtOnceAreOneSend() {
    var agent = GATEWAY.agent();
    List<CompletableFuture<EntityExchangeResult<byte[]>>> calls =
        IntStream.range(0, 50)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(
                    () -> GATEWAY.send(agent, "key-7304", body("7304", "salaam")),
                    task -> Thread.ofVirtual().start(task)))
            .toList();

    Set<String> bodies = new HashSet<>();
    for (var call : calls) {
      var answer = call.join();
      if (answer.getStatus().value() == 202) {
        bodies.add(new String(answer.getResponseBody()));
      } else {
        refusal(answer, 409, "request_in_progress");
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isNotNull();
      }
    }

    assertThat(bodies).hasSize(1);
    assertThat(WrittenSends.of("7304")).hasSize(1);
    var later = GATEWAY.send("key-7304", body("7304", "salaam"));
    assertThat(bodies).contains(new String(later.getResponseBody()));
  }

  @Test
  void whileTheFirstIsBeingWorkedOnTheSecondIsToldToWait() {
    accepted(GATEWAY.send("key-7305", body("7305", "salaam")));
    change("key-7305", "answer = null, claimed_until = now() + interval '1 minute'");

    var second = GATEWAY.send("key-7305", body("7305", "salaam"));

    refusal(second, 409, "request_in_progress");
    assertThat(second.getResponseHeaders().getFirst("Retry-After")).isNotNull();
    assertThat(WrittenSends.of("7305")).hasSize(1);
  }

  @Test
  void aRepeatAfterACrashWritesTheSameCommandAgainWhateverHasChangedSince() {
    UUID chat = GATEWAY.openChat("7306", "967777000306");
    String body = "{'chatId':'" + chat + "','text':'salaam'}";
    var first = GATEWAY.send("key-7306", body);
    accepted(first);
    // Between the row and Kafka, or between Kafka and the answer: nobody knows which.
    change("key-7306", "answer = null, claimed_until = now()");
    GATEWAY.sql("delete from chats where id = ?", chat);

    var second = GATEWAY.send("key-7306", body);

    accepted(second);
    assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
    var written = WrittenSends.of("7306");
    assertThat(written).hasSize(2);
    assertThat(written.getLast().value()).isEqualTo(written.getFirst().value());
    assertThat(written.getLast().key()).isEqualTo(written.getFirst().key());
    assertThat(replayed(GATEWAY.send("key-7306", body))).isEqualTo("true");
  }

  @Test
  void whoeverDiedBeforeAnythingWasDecidedLeavesTheRequestToTheNext() {
    accepted(GATEWAY.send("key-7307", body("7307", "salaam")));
    change("key-7307", "answer = null, plan = null, claimed_until = now()");

    accepted(GATEWAY.send("key-7307", body("7307", "salaam")));

    refusal(GATEWAY.send("key-7307", body("7307", "other")), 422, "idempotency_key_reused");
  }

  @Test
  void aRefusalIsNotRemembered() {
    String body =
        "{'chatId':'%s','text':'salaam'}".formatted(StableId.chat(OWN, "7308|967777000308"));
    refusal(GATEWAY.send("key-7308", body), 404, "chat_not_found");
    GATEWAY.openChat("7308", "967777000308");

    accepted(GATEWAY.send("key-7308", body));
  }

  @Test
  void anotherUserHasKeysOfItsOwn() {
    accepted(GATEWAY.send("key-7309", body("7309", "salaam")));
    accepted(
        GATEWAY.send(GATEWAY.as("supervisor", OWN), "key-7309", body("7309", "something else")));

    assertThat(WrittenSends.of("7309")).hasSize(2);
  }

  @Test
  void aDayLaterTheKeyIsForgottenAndItsRowIsCleanedUp() {
    var first = GATEWAY.send("key-7310", body("7310", "salaam"));
    accepted(first);
    change("key-7310", "created_at = now() - interval '23 hours'");
    assertThat(replayed(GATEWAY.send("key-7310", body("7310", "salaam")))).isEqualTo("true");
    change("key-7310", "created_at = now() - interval '25 hours'");

    var second = GATEWAY.send("key-7310", body("7310", "another"));

    accepted(second);
    assertThat(replayed(second)).isNull();
    assertThat(WrittenSends.of("7310")).hasSize(2);
    assertThat(count("key-7310")).isEqualTo("1");
  }

  @Test
  void withoutAKeyEachRequestIsASendOfItsOwn() {
    accepted(GATEWAY.send(body("7311", "salaam")));
    accepted(GATEWAY.send(body("7311", "salaam")));

    assertThat(WrittenSends.of("7311"))
        .extracting(record -> record.value().getSendId())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void bothHeadersAreTheSameKeyAndMustNotDiffer() {
    accepted(GATEWAY.send("key-7312", body("7312", "salaam")));

    GATEWAY
        .agent()
        .post()
        .uri(SendGateway.PATH)
        .header("X-Idempotency-Key", "key-7312")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body("7312", "salaam").replace('\'', '"'))
        .exchange()
        .expectHeader()
        .valueEquals("Idempotency-Replayed", "true");
    GATEWAY
        .agent()
        .post()
        .uri(SendGateway.PATH)
        .header("Idempotency-Key", "key-7312")
        .header("X-Idempotency-Key", "another")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body("7312", "salaam").replace('\'', '"'))
        .exchange()
        .expectStatus()
        .isBadRequest();
    refusal(GATEWAY.send("x".repeat(256), body("7312", "a")), 400, "validation_failed");
  }

  private static void change(String key, String what) {
    assertThat(GATEWAY.sql("update api_requests set " + what + " where key = ?", key)).isEqualTo(1);
  }

  private static String count(String key) {
    return Sql.text(
        GATEWAY.database(), "select count(*) from api_requests where key = '" + key + "'");
  }
}
