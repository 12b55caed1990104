package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecipientTest {

  private static final String USER_ID = "US.13491208655302741918";

  private RunningSimulator running;

  @BeforeEach
  void open() throws Exception {
    running = RunningSimulator.start();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void aMessageToAUserIdIsAnsweredAndReportedByIt() throws Exception {
    HttpResponse<byte[]> answer =
        running.caller.send(
            """
            {"messaging_product":"whatsapp","recipient":"%s","type":"text","text":{"body":"hi"}}
            """
                .formatted(USER_ID));
    JsonNode contact = Caller.json(answer).at("/contacts/0");
    assertThat(contact.get("input").asString()).isEqualTo(USER_ID);
    assertThat(contact.get("user_id").asString()).isEqualTo(USER_ID);
    assertThat(contact.has("wa_id")).isFalse();
    await().until(() -> running.webhook.statuses().size() >= 3);
    assertThat(running.webhook.statuses())
        .allSatisfy(status -> {
          assertThat(status.get("recipient_user_id").asString()).isEqualTo(USER_ID);
          assertThat(status.has("recipient_id")).isFalse();
        });
  }

  @Test
  void aMessageToAGroupIsReportedByItsMembers() throws Exception {
    running.caller.send(
        """
        {"messaging_product":"whatsapp","recipient_type":"group","to":"group-7","type":"text",
         "text":{"body":"hi"}}
        """);
    await().until(() -> running.webhook.statuses().size() >= 3);
    assertThat(running.webhook.statuses())
        .allSatisfy(status -> {
          assertThat(status.get("recipient_id").asString()).isEqualTo("group-7");
          assertThat(status.get("recipient_type").asString()).isEqualTo("group");
        });
  }

  @Test
  void aNumberDoesNotWriteToItself() throws Exception {
    String own = running.simulator.numbers().get(Caller.NUMBER).display();
    assertThat(Caller.code(running.caller.send(Caller.text(own, "a")))).isEqualTo(131021);
  }
}
