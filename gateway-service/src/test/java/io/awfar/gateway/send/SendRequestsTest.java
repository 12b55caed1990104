package io.awfar.gateway.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.send.SendOrder.Target;
import io.awfar.schemas.send.Recipient;
import io.awfar.schemas.send.SendKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendRequestsTest {

  private static final String CHAT = "0197a5b0-0000-8000-8000-000000000001";
  private static final String TO_CHAT = "'chatId':'" + CHAT + "',";

  private static SendOrder read(String body) {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return SendRequests.read(SendRequests.json(json));
  }

  private static RefusedException refused(String body) {
    return catchThrowableOfType(RefusedException.class, () -> read(body));
  }

  private static List<String> violations(String body) {
    return refused(body).violations().stream()
        .map(violation -> violation.field() + " " + violation.code())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'text','text':{'body':'salaam'}",
        "'text':{'body':'salaam'}",
        "'text':'salaam'",
        "'message':'salaam'",
        "'type':'text','message':'salaam'"
      })
  void aPlainTextMayBeWrittenInShort(String content) {
    for (String target : List.of(TO_CHAT, "'to':'+967777000111','channelId':'7',")) {
      SendOrder order = read("{" + target + content + "}");

      assertThat(order.kind()).isEqualTo(SendKind.TEXT);
      assertThat(order.content()).hasToString("{\"body\":\"salaam\"}");
    }
  }

  @Test
  void aMessageGoesToAChatOrToSomebodyFromANumber() {
    assertThat(read("{" + TO_CHAT + "'text':'a'}").target())
        .isEqualTo(new Target.OfChat(UUID.fromString(CHAT)));
    assertThat(read("{'to':'+967777000111','text':'a'}").target())
        .isEqualTo(new Target.OfRecipient(null, new Recipient.Phone("967777000111")));
    assertThat(read("{'to':'US.1349','channelId':'7','text':'a'}").target())
        .isEqualTo(new Target.OfRecipient("7", new Recipient.User("US.1349")));
    assertThat(read("{'to':'Y2Fw=','recipientType':'group','channelId':'7','text':'a'}").target())
        .isEqualTo(new Target.OfRecipient("7", new Recipient.Group("Y2Fw=")));
  }

  @Test
  void theMessageThatIsAnsweredReactedToOrReadIsKnown() {
    assertThat(read("{" + TO_CHAT + "'text':'a','context':{'message_id':'wamid.1'}}").answered())
        .isEqualTo("wamid.1");
    assertThat(read("{" + TO_CHAT + "'reaction':{'message_id':'wamid.2','emoji':'x'}}").answered())
        .isEqualTo("wamid.2");
    assertThat(
            read("{"
                    + TO_CHAT
                    + "'read':{'message_id':'wamid.3','typing_indicator':{'type':'text'}}}")
                .answered())
        .isEqualTo("wamid.3");
    assertThat(read("{" + TO_CHAT + "'text':'a'}").answered()).isNull();
  }

  @Test
  void aMemberThatIsNullCountsAsMissing() {
    String nulls = ",'context':null,'image':null,'message':null,'type':null,'recipientType':null}";

    assertThat(read("{" + TO_CHAT + "'text':'a','to':null,'channelId':null" + nulls).kind())
        .isEqualTo(SendKind.TEXT);
    assertThat(read("{'chatId':null,'to':'967777000111','text':'a'" + nulls).target())
        .isInstanceOf(Target.OfRecipient.class);
    assertThat(violations("{'chatId':null,'text':'a'}")).containsExactly("to missing");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    String body =
        """
        {'chatId':'7','to':'1','type':'image','image':{'caption':7},'contxt':{},
        'context':{'message_id':''}}
        """;

    assertThat(refused(body).code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
    assertThat(violations(body))
        .containsExactlyInAnyOrder(
            "contxt invalid_value",
            "to invalid_value",
            "chatId invalid_value",
            "image.id missing",
            "image.caption invalid_value",
            "context.message_id invalid_value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'text':'a'}; to missing",
        "{<chat>'type':'text'}; text missing",
        "{<chat>'type':'fax','text':'a'}; type unknown_type",
        "{<chat>'type':7,'text':'a'}; type invalid_value",
        "{<chat>}; type missing",
        "{<chat>'text':'a','image':{'id':'1'}}; type missing",
        "{<chat>'type':'text','text':'a','image':{'id':'1'}}; image invalid_value",
        "{<chat>'text':'a','message':'b'}; message invalid_value",
        "{<chat>'text':''}; text.body missing",
        "{<chat>'text':'a\\u0000'}; text invalid_value",
        "{<chat>'image':{'id':'\\u0000'}}; image invalid_value",
        "{<chat>'text':'a','context':'wamid.1'}; context.message_id invalid_value",
        "{<chat>'read':{'message_id':'w'},'context':{'message_id':'w'}}; context invalid_value",
        "{'to':'1','recipientType':'herd','text':'a'}; recipientType invalid_value",
        "{'to':'967777000111','channelId':'a/b','text':'a'}; channelId invalid_value",
        "{'to':967777000111,'text':'a'}; to invalid_value"
      })
  void eachMemberIsValidated(String body, String violation) {
    String whole = body.replace("<chat>", TO_CHAT).replace(",}", "}");

    assertThat(violations(whole)).containsExactly(violation);
  }

  @Test
  void aRecipientInAWrongFormHasACodeOfItsOwnIfNothingElseIsWrong() {
    for (String to : List.of("0777000111", "967 777", "us.1", "")) {
      assertThat(refused("{'to':'" + to + "','text':'a'}").code())
          .as(to)
          .isEqualTo(ErrorCode.INVALID_RECIPIENT);
    }
    assertThat(refused("{'to':'0777','text':''}").code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
    assertThat(violations("{'to':'0777','text':''}"))
        .containsExactlyInAnyOrder("to invalid_recipient", "text.body missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{} {}", "{'text':'a','text':'b'}"})
  void whatIsNoObjectIsMalformed(String body) {
    assertThat(refused(body).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
  }

  @Test
  void whatIsNoTextInAnEncodingOfJsonIsMalformed() {
    for (byte[] body : List.of(new byte[] {0, '{', 0, 0}, new byte[] {'{', '"', (byte) 0xFF})) {
      assertThat(catchThrowableOfType(RefusedException.class, () -> SendRequests.json(body)).code())
          .isEqualTo(ErrorCode.MALFORMED_BODY);
    }
  }

  @Test
  void theFilesThatAContentNamesAreFoundWhereverTheyStand() {
    SendOrder template =
        read(
            "{"
                + TO_CHAT
                + "'template':{'name':'a','language':{'code':'ar'},'components':[{'type':'header',"
                + "'parameters':[{'type':'image','image':{'id':'4711'}}]}]}}");
    SendOrder image = read("{" + TO_CHAT + "'image':{'id':'4712'}}");
    SendOrder link = read("{" + TO_CHAT + "'image':{'link':'https://example.com/a'}}");

    assertThat(MediaIds.of(template.kind(), template.content()))
        .containsExactly(Map.entry("4711", "template.components[0].parameters[0].image.id"));
    assertThat(MediaIds.of(image.kind(), image.content()))
        .containsExactly(Map.entry("4712", "image.id"));
    assertThat(MediaIds.of(link.kind(), link.content())).isEmpty();
  }
}
