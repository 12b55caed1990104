package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.simulator.channel.EchoContent;
import io.awfar.simulator.template.Template;
import io.awfar.simulator.template.TemplateStatus;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChannelScenesTest {

  private static final String NUMBER = Caller.NUMBER;
  private static final String PERSON = "201002003000";
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
  void theBusinessWritesEditsAndWithdrawsInTheApp() {
    String wamid =
        running.simulator.scenes().echo(NUMBER, PERSON, EchoContent.text("From the app"));
    JsonNode echo = echo(wamid);
    assertThat(echo.get("to").asString()).isEqualTo(PERSON);
    assertThat(echo.at("/text/body").asString()).isEqualTo("From the app");
    JsonNode edit =
        echo(
            running
                .simulator
                .scenes()
                .echo(NUMBER, PERSON, EchoContent.edit(wamid, "From the phone")));
    assertThat(edit.at("/edit/original_message_id").asString()).isEqualTo(wamid);
    assertThat(edit.at("/edit/message/text/body").asString()).isEqualTo("From the phone");
    JsonNode revoke =
        echo(running.simulator.scenes().echo(NUMBER, PERSON, EchoContent.revoke(wamid)));
    assertThat(revoke.at("/revoke/original_message_id").asString()).isEqualTo(wamid);
  }

  @Test
  void anEchoToSomeoneWithoutAPhoneNumberNamesTheUserId() {
    JsonNode echo = echo(running.simulator.scenes().echo(NUMBER, USER_ID, EchoContent.text("Hi")));
    assertThat(echo.has("to")).isFalse();
    assertThat(echo.get("to_user_id").asString()).isEqualTo(USER_ID);
    assertThat(
            running
                .fields("smb_message_echoes")
                .getFirst()
                .value()
                .at("/contacts/0/user_id")
                .asString())
        .isEqualTo(USER_ID);
  }

  @Test
  void aHistoryComesInChunksOfThousandsWithEveryMessageOnce() {
    int webhooks = running.simulator.scenes().history(NUMBER, 12_345, 5000);
    assertThat(webhooks).isEqualTo(3);
    await().until(() -> running.fields("history").size() == 3);
    List<JsonNode> chunks =
        running.fields("history").stream()
            .map(element -> element.json().at("/history/0"))
            .sorted(Comparator.comparingInt(c -> c.at("/metadata/chunk_order").asInt()))
            .toList();
    assertThat(chunks)
        .extracting(chunk -> chunk.at("/metadata/chunk_order").asInt())
        .containsExactly(1, 2, 3);
    assertThat(chunks.getLast().at("/metadata/progress").asInt()).isEqualTo(100);
    Set<String> ids = new HashSet<>();
    for (JsonNode chunk : chunks) {
      for (JsonNode thread : chunk.get("threads")) {
        for (JsonNode message : thread.get("messages")) {
          assertThat(ids.add(message.get("id").asString())).isTrue();
          assertThat(message.at("/history_context/status").isString()).isTrue();
          assertThat(message.has("to")).isEqualTo(!message.get("from").equals(thread.get("id")));
        }
      }
    }
    assertThat(ids).hasSize(12_345);
  }

  @Test
  void aChunkOfAHistoryIsAsLargeAsAWebhookCanBe() {
    assertThat(running.simulator.scenes().history(NUMBER, 20_000, 20_000)).isGreaterThan(1);
    await().until(() -> running.fields("history").size() > 1);
    int largest =
        running.webhook.accepted.stream()
            .mapToInt(body -> body.getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElseThrow();
    assertThat(largest).isBetween(2_500_000, 3 * 1024 * 1024);
  }

  @Test
  void whereATemplateStandsIsReportedToTheWebhookEachTime() {
    Template template = Template.text("hello_world", "en_US", 0).with(TemplateStatus.PAUSED);
    running.simulator.scenes().templateStatus(Caller.ACCOUNT, template);
    running.simulator.scenes().templateStatus(Caller.ACCOUNT, template);
    await().until(() -> running.fields("message_template_status_update").size() == 2);
    List<Element> updates = running.fields("message_template_status_update");
    assertThat(updates.getFirst().channel()).isEqualTo(Caller.ACCOUNT);
    assertThat(updates)
        .allSatisfy(update -> {
          assertThat(update.json().get("event").asString()).isEqualTo("PAUSED");
          assertThat(update.json().get("message_template_name").asString())
              .isEqualTo("hello_world");
        });
    assertThat(updates).extracting(Element::identity).doesNotHaveDuplicates();
  }

  private JsonNode echo(String wamid) {
    await().until(() -> echoes(wamid).size() == 1);
    return echoes(wamid).getFirst();
  }

  private List<JsonNode> echoes(String wamid) {
    return running.fields("smb_message_echoes").stream()
        .map(element -> element.json().at("/message_echoes/0"))
        .filter(echo -> echo.get("id").asString().equals(wamid))
        .toList();
  }
}
