package io.awfar.ingest.request;

import static io.awfar.ingest.request.ExampleSends.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.send.Flaw;
import io.awfar.schemas.send.Flaw.Code;
import io.awfar.schemas.send.SendJson;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SendBodiesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  static Stream<String> names() {
    return ExampleSends.all().keySet().stream();
  }

  private static JsonNode body(SendCommand command) {
    return switch (SendBodies.of(command)) {
      case SendBody.Message(byte[] json) -> JSON.readTree(json);
      case SendBody.ReadMark(byte[] json) -> JSON.readTree(json);
      case SendBody.Flawed(Flaw flaw) -> throw new AssertionError(flaw);
    };
  }

  private static Flaw flaw(SendCommand command) {
    return switch (SendBodies.of(command)) {
      case SendBody.Flawed(Flaw flaw) -> flaw;
      case SendBody.Message(byte[] json) -> throw new AssertionError(new String(json));
      case SendBody.ReadMark(byte[] json) -> throw new AssertionError(new String(json));
    };
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyKindHasABodyThatHoldsItsContent(String name) {
    SendCommand command = ExampleSends.all().get(name);
    JsonNode body = body(command);

    assertThat(body.path("messaging_product").asString()).isEqualTo("whatsapp");
    if (name.startsWith("read")) {
      assertThat(body.path("status").asString()).isEqualTo("read");
      assertThat(body.has("to")).isFalse();
    } else {
      assertThat(body.path("type").asString()).isEqualTo(command.getType());
      assertThat(body.has(command.getType())).isTrue();
      assertThat(body.path("biz_opaque_callback_data").asString())
          .isEqualTo(ExampleSends.ID.toString());
    }
  }

  @Test
  void aTextIsWhatWhatsAppsDescriptionSays() {
    SendCommand command = send("text", "{\"body\":\"hi\"}").setReplyTo("wamid.A").build();

    assertThat(body(command))
        .isEqualTo(
            JSON.readTree(
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"16505551234",
                "context":{"message_id":"wamid.A"},"type":"text","text":{"body":"hi"},
                "biz_opaque_callback_data":"018f0000-0000-8000-8000-00000000abcd"}
                """));
  }

  @Test
  void placesHaveTheirDegreesAsTextsAndTemplatesTheirPolicy() {
    JsonNode location = body(send("location", "{\"latitude\":1.50,\"longitude\":\"-2\"}").build());
    JsonNode template =
        body(send("template", "{\"name\":\"a\",\"language\":{\"code\":\"en\"}}").build());

    assertThat(location.path("location").path("latitude").stringValue()).isEqualTo("1.50");
    assertThat(location.path("location").path("longitude").stringValue()).isEqualTo("-2");
    assertThat(template.path("template").path("language").path("policy").asString())
        .isEqualTo("deterministic");
  }

  @ParameterizedTest
  @CsvSource({
    "+16505551234, INDIVIDUAL, to, 16505551234",
    "US.13491208655302741918, INDIVIDUAL, recipient, US.13491208655302741918",
    "US.ENT.11815799212886844830, INDIVIDUAL, recipient, US.ENT.11815799212886844830",
    "120363019502650977, GROUP, to, 120363019502650977"
  })
  void aRecipientIsANumberAUserOrAGroup(
      String to, RecipientType type, String member, String expected) {
    JsonNode body =
        body(send("text", "{\"body\":\"hi\"}").setTo(to).setRecipientType(type).build());

    assertThat(body.path(member).asString()).isEqualTo(expected);
    assertThat(body.path("recipient_type").asString())
        .isEqualTo(type == RecipientType.GROUP ? "group" : "individual");
  }

  @ParameterizedTest
  @CsvSource({"''", "0123456", "12ab", "16505551234567890", "us.123", "US.", "hello world"})
  void whatIsNoRecipientIsSaidToBeNone(String to) {
    assertThat(flaw(send("text", "{\"body\":\"hi\"}").setTo(to).build()).code())
        .isEqualTo(Code.INVALID_RECIPIENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hologram; {}; UNKNOWN_TYPE",
        "text; {; INVALID_CONTENT",
        "text; []; INVALID_CONTENT",
        "text; {'body':''}; MISSING",
        "text; {'body':7}; INVALID_VALUE",
        "text; {'body':'x'} {}; INVALID_CONTENT",
        "image; {}; MISSING",
        "image; {'id':'1','link':'https://e.com'}; MISSING",
        "image; {'link':'ftp://e.com/a'}; INVALID_VALUE",
        "audio; {'id':'1','caption':'no'}; INVALID_VALUE",
        "template; {'name':'Order','language':{'code':'en'}}; INVALID_VALUE",
        "template; {'name':'order'}; MISSING",
        "interactive; {'type':'product'}; UNKNOWN_TYPE",
        "interactive; {'type':'button','body':{'text':'a'},'action':{'buttons':[]}}; MISSING",
        "interactive; {'type':'list','body':{'text':'a'},'action':{'button':'b','sections':[]}};"
            + " MISSING",
        "interactive; {'type':'flow','body':{'text':'a'},'action':{'name':'flow','parameters':{}}};"
            + " MISSING",
        "interactive;"
            + " {'type':'cta_url','body':{'text':'a'},'action':{'name':'cta_url','parameters':{'display_text':'b','url':'e.com'}}};"
            + " INVALID_VALUE",
        "location; {'latitude':91,'longitude':0}; INVALID_VALUE",
        "location; {'latitude':1}; MISSING",
        "contacts; []; MISSING",
        "contacts; [{'name':{'formatted_name':'John'}}]; MISSING",
        "text; {'body':'a','bodi':1}; INVALID_VALUE",
        "image; {'id':'1','captoin':'a'}; INVALID_VALUE",
        "reaction; {'message_id':'w'}; MISSING",
        "read; {}; MISSING",
        "read; {'message_id':'w','typing_indicator':{'type':'voice'}}; INVALID_VALUE"
      })
  void whatWhatsAppWouldRefuseHasACode(String type, String content, Code code) {
    // A quote that is not there for CSV's sake is JSON's.
    assertThat(flaw(send(type, content.replace('\'', '"')).build()).code()).isEqualTo(code);
  }

  @Test
  void limitsAreInCharactersAsPeopleCountThem() {
    String longest = "😀".repeat(4096);

    assertThat(SendBodies.of(send("text", "{\"body\":\"" + longest + "\"}").build()))
        .isInstanceOf(SendBody.Message.class);
    assertThat(flaw(send("text", "{\"body\":\"" + longest + "x\"}").build()))
        .isEqualTo(new Flaw(Code.TOO_LONG, "text.body", "has more than 4096 characters"));
  }

  @Test
  void noMoreButtonsAndRowsThanWhatsAppShows() {
    String button = "{\"type\":\"reply\",\"reply\":{\"id\":\"%1$d\",\"title\":\"%1$d\"}}";
    String buttons =
        Stream.of(1, 2, 3, 4).map(button::formatted).reduce((a, b) -> a + ',' + b).orElseThrow();
    String content =
        "{\"type\":\"button\",\"body\":{\"text\":\"a\"},\"action\":{\"buttons\":[%s]}}";

    assertThat(flaw(send("interactive", content.formatted(buttons)).build()).code())
        .isEqualTo(Code.TOO_MANY);
    assertThat(
            flaw(send(
                        "interactive",
                        content.formatted(button.formatted(1) + ',' + button.formatted(1)))
                    .build())
                .code())
        .isEqualTo(Code.INVALID_VALUE);
  }

  @Test
  void aFlawTellsNothingOfTheContent() {
    Flaw flaw = flaw(send("image", "{\"link\":\"secret-of-somebody\"}").build());

    assertThat(flaw.detail()).isEqualTo("image.link is not an http or https address");
  }

  @Test
  void anAbsurdlyLargeContentIsNotEvenRead() {
    String content = "[".repeat(SendJson.CONTENT_CHARS_MAX + 1);

    assertThat(flaw(send("text", content).build()).code()).isEqualTo(Code.CONTENT_TOO_LARGE);
    assertThat(flaw(send("text", "[".repeat(1000)).build()).code()).isEqualTo(Code.INVALID_CONTENT);
  }
}
