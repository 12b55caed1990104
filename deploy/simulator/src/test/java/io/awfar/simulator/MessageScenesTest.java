package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.awfar.simulator.channel.EchoContent;
import io.awfar.simulator.ledger.LedgerSnapshot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MessageScenesTest {

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
  void someoneWritesEditsAndWithdraws() {
    String text = running.simulator.scenes().text(NUMBER, PERSON, "Hello «مرحبا»");
    JsonNode said = message(text);
    assertThat(said.at("/text/body").asString()).isEqualTo("Hello «مرحبا»");
    assertThat(said.get("from").asString()).isEqualTo(PERSON);
    JsonNode edit = message(running.simulator.scenes().edit(NUMBER, PERSON, text, "Hi"));
    assertThat(edit.at("/edit/original_message_id").asString()).isEqualTo(text);
    assertThat(edit.at("/edit/message/text/body").asString()).isEqualTo("Hi");
    JsonNode revoke = message(running.simulator.scenes().revoke(NUMBER, PERSON, text));
    assertThat(revoke.at("/revoke/original_message_id").asString()).isEqualTo(text);
  }

  @Test
  void someoneReactsAndTakesItBack() {
    JsonNode reaction = message(running.simulator.scenes().react(NUMBER, PERSON, "wamid.x", "👍"));
    assertThat(reaction.at("/reaction/message_id").asString()).isEqualTo("wamid.x");
    assertThat(reaction.at("/reaction/emoji").asString()).isEqualTo("👍");
    JsonNode removal = message(running.simulator.scenes().react(NUMBER, PERSON, "wamid.x", ""));
    assertThat(removal.at("/reaction/emoji").asString("")).isEmpty();
  }

  @Test
  void someoneWithoutAPhoneNumberWritesUnderAUserId() {
    Element element = element(running.simulator.scenes().text(NUMBER, USER_ID, "Hello"));
    assertThat(element.json().path("from").asString("")).isEmpty();
    assertThat(element.json().get("from_user_id").asString()).isEqualTo(USER_ID);
    assertThat(element.value().at("/contacts/0/user_id").asString()).isEqualTo(USER_ID);
  }

  @Test
  void someoneHasANewNumberOrANewUserId() {
    Element number =
        element(running.simulator.scenes().changedNumber(NUMBER, PERSON, "201002003001", USER_ID));
    assertThat(number.value().has("contacts")).isFalse();
    assertThat(number.json().get("from").asString()).isEqualTo(PERSON);
    JsonNode system = number.json().get("system");
    assertThat(system.get("type").asString()).isEqualTo("user_changed_number");
    assertThat(system.get("wa_id").asString()).isEqualTo("201002003001");
    assertThat(system.get("user_id").asString()).isEqualTo(USER_ID);
    assertThat(system.get("body").asString()).endsWith("changed from 201002003000 to 201002003001");

    JsonNode userId =
        message(running.simulator.scenes().changedUserId(NUMBER, USER_ID, "US.2")).get("system");
    assertThat(userId.get("type").asString()).isEqualTo("user_changed_user_id");
    assertThat(userId.get("user_id").asString()).isEqualTo("US.2");
    assertThat(userId.has("wa_id")).isFalse();
  }

  @Test
  void whatIsMadeOnDemandIsInTheLedger() {
    running.simulator.scenes().text(NUMBER, PERSON, "a");
    running.simulator.scenes().changedUserId(NUMBER, USER_ID, "US.2");
    running.simulator.scenes().echo(NUMBER, PERSON, EchoContent.text("b"));
    running.simulator.scenes().history(NUMBER, 100, 50);
    await().until(() -> running.simulator.ledger().snapshot().eventsAcknowledged() == 5);
    LedgerSnapshot counts = running.simulator.ledger().snapshot();
    assertThat(counts.messagesAcknowledged()).isEqualTo(2);
    assertThat(counts.channelEventsAcknowledged()).isEqualTo(3);
    assertThat(running.simulator.ledger().identities().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(
            running.webhook.elements().stream().map(Element::identity).toList());
  }

  @Test
  void nobodyWritesWhoHasNoSuchIdAndNothingToANumberThatIsNotOurs() {
    assertThatThrownBy(() -> running.simulator.scenes().text(NUMBER, "someone", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> running.simulator.scenes().text("42", PERSON, "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> running.simulator.scenes().history(NUMBER, 1_000_000, 5000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private JsonNode message(String wamid) {
    return element(wamid).json();
  }

  private Element element(String wamid) {
    await().until(() -> find(wamid).size() == 1);
    return find(wamid).getFirst();
  }

  private List<Element> find(String wamid) {
    return running.webhook.elements().stream()
        .filter(element -> element.json().path("id").asString("").equals(wamid))
        .toList();
  }
}
