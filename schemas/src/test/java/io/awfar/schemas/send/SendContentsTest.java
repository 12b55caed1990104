package io.awfar.schemas.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendContentsTest {

  private static JsonNode json(String text) throws JsonProcessingException {
    return SendJson.reader().readTree(text.replace('\'', '"'));
  }

  private static List<String> flaws(SendKind kind, String content) throws JsonProcessingException {
    Flaws flaws = new Flaws();
    SendContents.check(kind, json(content), flaws);
    return flaws.all().stream().map(flaw -> flaw.path() + " " + flaw.code().text()).toList();
  }

  @Test
  void allThatIsWrongIsTold() throws Exception {
    assertThat(
            flaws(
                SendKind.INTERACTIVE,
                """
                {'type':'button','body':{},'footer':{'text':7},'action':{'buttons':[
                {'type':'reply','reply':{'id':'1'}},{'type':'call','reply':{'id':'1','title':'a'}}]}}
                """))
        .containsExactly(
            "interactive.body.text missing",
            "interactive.footer.text invalid-value",
            "interactive.action.buttons[0].reply.title missing",
            "interactive.action.buttons[1].type invalid-value",
            "interactive.action.buttons[1].reply invalid-value");
  }

  @Test
  void aPlaceHasOneFlaw() throws Exception {
    assertThat(flaws(SendKind.TEMPLATE, "{'language':{'code':'ar'}}"))
        .containsExactly("template.name missing");
    assertThat(
            flaws(
                SendKind.INTERACTIVE,
                "{'type':'button','body':{'text':'a'},'action':{'buttons':[{},{}]}}"))
        .doesNotHaveDuplicates()
        .noneMatch(flaw -> flaw.contains("reply invalid-value"));
  }

  @Test
  void nobodyIsToldOfMoreFlawsThanCanBeRead() throws Exception {
    String parameters = "{},".repeat(63) + "{}";
    String component = "{'type':'body','parameters':[" + parameters + "]}";
    String components = (component + ',').repeat(15) + component;

    assertThat(
            flaws(
                SendKind.TEMPLATE,
                "{'name':'a','language':{'code':'ar'},'components':[" + components + "]}"))
        .hasSize(100);
  }

  @Test
  void anExponentDoesNotBecomeATextOfGigabytes() throws Exception {
    assertThat(flaws(SendKind.LOCATION, "{'latitude':1e-999999999,'longitude':1e999999999}"))
        .containsExactly("location.latitude invalid-value", "location.longitude invalid-value");
  }

  @Test
  void aNameTwiceInAnObjectIsRefused() {
    assertThatThrownBy(() -> json("{'body':'one','body':'other'}"))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aRecipientIsANumberAUserOrAGroup() {
    assertThat(Recipient.person("+967777000111")).isEqualTo(new Recipient.Phone("967777000111"));
    assertThat(Recipient.person("US.134912")).isEqualTo(new Recipient.User("US.134912"));
    assertThat(Recipient.person("0777000111")).isNull();
    assertThat(Recipient.group("Y2Fwa=")).isEqualTo(new Recipient.Group("Y2Fwa="));
    assertThat(Recipient.group("not one")).isNull();
  }
}
