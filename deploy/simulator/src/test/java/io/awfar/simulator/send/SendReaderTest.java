package io.awfar.simulator.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.send.SendRequest.Outgoing;
import io.awfar.simulator.send.SendRequest.ReadMark;
import io.awfar.simulator.send.SendRequest.RecipientKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendReaderTest {

  private final SendReader reader = new SendReader(id -> id.equals("7001"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'text':{'body':'hi'}",
        "'type':'text','text':{'body':'see https://example.com','preview_url':true}",
        "'type':'image','image':{'id':'7001','caption':'c'}",
        "'type':'image','image':{'link':'https://example.com/a.jpg'}",
        "'type':'image','image':{'link':'https://my_bucket.example.com/a.jpg'}",
        "'type':'video','video':{'id':'7001'}",
        "'type':'audio','audio':{'id':'7001','voice':true}",
        "'type':'document','document':{'id':'7001','filename':'a.pdf','caption':'c'}",
        "'type':'sticker','sticker':{'id':'7001'}",
        "'type':'location','location':{'latitude':30.04,'longitude':'31.24','name':'n'}",
        "'type':'contacts','contacts':[{'name':{'formatted_name':'A B','first_name':'A'},"
            + "'phones':[{'phone':'+20100','type':'CELL'}]}]",
        "'type':'reaction','reaction':{'message_id':'wamid.x','emoji':'👍'}",
        "'type':'reaction','reaction':{'message_id':'wamid.x','emoji':''}",
        "'context':{'message_id':'wamid.x'},'type':'text','text':{'body':'hi'}",
        "'type':'interactive','interactive':{'type':'button','body':{'text':'b'},"
            + "'header':{'type':'image','image':{'id':'7001'}},'footer':{'text':'f'},"
            + "'action':{'buttons':[{'type':'reply','reply':{'id':'1','title':'Yes'}},"
            + "{'type':'reply','reply':{'id':'2','title':'No'}}]}}",
        "'type':'interactive','interactive':{'type':'list','body':{'text':'b'},"
            + "'action':{'button':'Choose','sections':[{'title':'s','rows':[{'id':'1',"
            + "'title':'One','description':'d'}]},{'title':'t','rows':[{'id':'2','title':'Two'}]}]}}",
        "'type':'interactive','interactive':{'type':'flow','body':{'text':'b'},"
            + "'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_id':'1',"
            + "'flow_cta':'Open','flow_action':'navigate'}}}",
        "'type':'interactive','interactive':{'type':'cta_url','body':{'text':'b'},"
            + "'action':{'name':'cta_url','parameters':{'display_text':'See',"
            + "'url':'https://example.com/x'}}}",
        "'type':'interactive','interactive':{'type':'location_request_message',"
            + "'body':{'text':'b'},'action':{'name':'send_location'}}"
      })
  void whatIsWellFormedIsRead(String members) throws Exception {
    Outgoing message = (Outgoing) reader.read(body("'to':'+20 100 200'," + members));
    assertThat(message.to()).isEqualTo("+20 100 200");
    assertThat(message.kind()).isEqualTo(RecipientKind.PHONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "100 | 'type':'text'",
        "100 | 'type':'text','text':{}",
        "100 | 'type':'text','text':{'body':''}",
        "100 | 'type':'text','text':{'body':7}",
        "100 | 'type':'text','text':{'body':'hi','bodi':'x'}",
        "100 | 'type':'text','text':{'body':'hi','preview_url':'yes'}",
        "100 | 'type':'text','text':'hi'",
        "100 | 'type':'hologram','hologram':{}",
        "100 | 'type':7,'text':{'body':'hi'}",
        "100 | 'type':'image','image':{}",
        "100 | 'type':'image','image':{'id':'7001','link':'https://example.com/a'}",
        "100 | 'type':'image','image':{'id':'7002'}",
        "100 | 'type':'image','image':{'link':'ftp://example.com/a'}",
        "100 | 'type':'image','image':{'link':'not a url'}",
        "100 | 'type':'image','image':{'link':'//example.com/a'}",
        "100 | 'type':'audio','audio':{'id':'7001','caption':'c'}",
        "100 | 'type':'sticker','sticker':{'id':'7001','caption':'c'}",
        "100 | 'type':'location','location':{'latitude':91,'longitude':1}",
        "100 | 'type':'location','location':{'latitude':'x','longitude':1}",
        "100 | 'type':'location','location':{'longitude':1}",
        "131009 | 'type':'contacts','contacts':[]",
        "100 | 'type':'contacts','contacts':{}",
        "100 | 'type':'contacts','contacts':[{}]",
        "131009 | 'type':'contacts','contacts':[{'name':{'formatted_name':'A'}}]",
        "100 | 'type':'reaction','reaction':{'emoji':'x'}",
        "100 | 'type':'reaction','reaction':{'message_id':'wamid.x'}",
        "100 | 'context':{},'text':{'body':'hi'}",
        "100 | 'recipient_type':'crowd','text':{'body':'hi'}",
        "100 | 'type':'interactive','interactive':{'type':'button'}",
        "100 | 'type':'interactive','interactive':{'type':'poll','action':{}}",
        "100 | 'type':'interactive','interactive':{'type':'button','action':{'buttons':[]}}",
        "131009 | 'type':'interactive','interactive':{'type':'button','body':{'text':'b'},"
            + "'action':{'buttons':[]}}",
        "100 | 'type':'template','template':{'name':'x'}",
        "100 | 'type':'template','template':{'language':{'code':'en'}}",
        "100 | 'type':'template','template':{'name':'x','language':{'code':'en','policy':'q'}}",
        "100 | 'type':'template','template':{'name':'x','language':{'code':'en'},"
            + "'components':[{'type':'tail'}]}",
        "100 | 'type':'template','template':{'name':'x','language':{'code':'en'},"
            + "'components':[{'type':'body','parameters':[{'type':'text'}]}]}",
        "100 | 'biz_opaque_callback_data':7,'text':{'body':'hi'}"
      })
  void theFirstThingThatIsWrongHasItsCode(int code, String members) {
    assertThat(errorOf("'to':'20100'," + members).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "4096 | 'type':'text','text':{'body':'%s'}",
        "1024 | 'type':'image','image':{'id':'7001','caption':'%s'}",
        "240 | 'type':'document','document':{'id':'7001','filename':'%s'}",
        "512 | 'text':{'body':'hi'},'biz_opaque_callback_data':'%s'",
        "1000 | 'type':'location','location':{'latitude':1,'longitude':1,'name':'%s'}"
      })
  void aTextThatIsTooLongIs100(int longest, String members) throws Exception {
    byte[] fits = body("'to':'20100'," + members.formatted("ا".repeat(longest)));
    assertThat(reader.read(fits)).isInstanceOf(Outgoing.class);
    GraphError error = errorOf("'to':'20100'," + members.formatted("x".repeat(longest + 1)));
    assertThat(error.code()).isEqualTo(100);
    assertThat(error).hasMessageContaining("at most " + longest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1024 | 'type':'button','body':{'text':'%s'},'action':{'buttons':[B1]}",
        "4096 | 'type':'list','body':{'text':'%s'},'action':{'button':'b','sections':[S1]}",
        "60 | 'type':'button','body':{'text':'b'},'footer':{'text':'%s'},'action':{'buttons':[B1]}",
        "60 | 'type':'button','body':{'text':'b'},'header':{'type':'text','text':'%s'},"
            + "'action':{'buttons':[B1]}",
        "20 | 'type':'button','body':{'text':'b'},'action':{'buttons':[{'type':'reply',"
            + "'reply':{'id':'1','title':'%s'}}]}",
        "256 | 'type':'button','body':{'text':'b'},'action':{'buttons':[{'type':'reply',"
            + "'reply':{'id':'%s','title':'t'}}]}",
        "20 | 'type':'list','body':{'text':'b'},'action':{'button':'%s','sections':[S1]}",
        "24 | 'type':'list','body':{'text':'b'},'action':{'button':'b','sections':[{'rows':[{"
            + "'id':'1','title':'%s'}]}]}",
        "72 | 'type':'list','body':{'text':'b'},'action':{'button':'b','sections':[{'rows':[{"
            + "'id':'1','title':'t','description':'%s'}]}]}",
        "20 | 'type':'cta_url','body':{'text':'b'},'action':{'name':'cta_url','parameters':{"
            + "'display_text':'%s','url':'https://example.com'}}",
        "30 | 'type':'flow','body':{'text':'b'},'action':{'name':'flow','parameters':{"
            + "'flow_message_version':'3','flow_name':'n','flow_cta':'%s'}}"
      })
  void aTextOfAnInteractiveMessageThatIsTooLongIs131009(int longest, String members)
      throws Exception {
    String interactive =
        "'to':'20100','type':'interactive','interactive':{"
            + members
                .replace("B1", "{'type':'reply','reply':{'id':'1','title':'t'}}")
                .replace("S1", "{'rows':[{'id':'1','title':'t'}]}")
            + '}';
    assertThat(reader.read(body(interactive.formatted("x".repeat(longest)))))
        .isInstanceOf(Outgoing.class);
    assertThat(errorOf(interactive.formatted("x".repeat(longest + 1))).code()).isEqualTo(131009);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'button','action':{'buttons':[B1,B1]}",
        "'button','action':{'buttons':[B1,B2,B3,B4]}",
        "'list','action':{'button':'b','sections':[]}",
        "'list','action':{'button':'b','sections':[{'rows':[R1,R1]}]}",
        "'list','action':{'button':'b','sections':[{'rows':[]}]}",
        "'list','header':{'type':'image','image':{'id':'7001'}},"
            + "'action':{'button':'b','sections':[{'rows':[R1]}]}",
        "'flow','action':{'name':'flow','parameters':{'flow_message_version':'3',"
            + "'flow_cta':'c'}}",
        "'flow','action':{'name':'flow','parameters':{'flow_message_version':'3',"
            + "'flow_cta':'c','flow_id':'1','flow_name':'n'}}"
      })
  void whatWhatsAppFindsWrongInAnInteractiveMessageIs131009(String members) {
    String filled = members;
    for (int i = 1; i <= 4; i++) {
      filled =
          filled
              .replace(
                  "B" + i, "{'type':'reply','reply':{'id':'%d','title':'t%d'}}".formatted(i, i))
              .replace("R" + i, "{'id':'%d','title':'t'}".formatted(i));
    }
    String interactive =
        "'to':'20100','type':'interactive','interactive':{'body':{'text':'b'},'type':"
            + filled
            + '}';
    assertThat(errorOf(interactive).code()).isEqualTo(131009);
  }

  @Test
  void aUserIdIsInRecipientAndAPhoneNumberTakesPrecedence() throws Exception {
    String text = ",'text':{'body':'hi'}";
    Outgoing hidden = (Outgoing) reader.read(body("'recipient':'US.13491208655302741918'" + text));
    assertThat(hidden.kind()).isEqualTo(RecipientKind.USER_ID);
    Outgoing both = (Outgoing) reader.read(body("'to':'20100','recipient':'US.1'" + text));
    assertThat(both.to()).isEqualTo("20100");
    Outgoing group = (Outgoing) reader.read(body("'to':'g-1','recipient_type':'group'" + text));
    assertThat(group.kind()).isEqualTo(RecipientKind.GROUP);
    assertThat(errorOf("'to':'US.13491208655302741918'" + text).code()).isEqualTo(131009);
    assertThat(errorOf("'to':'- (-) -'" + text).code()).isEqualTo(131009);
    assertThat(errorOf("'recipient':'20100'" + text).code()).isEqualTo(131009);
    assertThat(errorOf("'text':{'body':'hi'}").code()).isEqualTo(100);
  }

  @Test
  void aTemplateIsReadWithWhatItsParametersAre() throws Exception {
    Outgoing message =
        (Outgoing)
            reader.read(
                body(
                    "'to':'20100','type':'template','template':{'name':'n','language':{'code':'ar'},"
                        + "'components':[{'type':'header','parameters':[{'type':'image',"
                        + "'image':{'id':'7001'}}]},{'type':'body','parameters':[{'type':'text',"
                        + "'text':'abc'},{'type':'currency','currency':{'fallback_value':'$1',"
                        + "'code':'USD','amount_1000':1000}}]},{'type':'button','sub_type':'url',"
                        + "'index':'1','parameters':[{'type':'text','text':'x'}]}]}"));
    assertThat(message.template().orElseThrow())
        .satisfies(use -> {
          assertThat(use.name()).isEqualTo("n");
          assertThat(use.language()).isEqualTo("ar");
          assertThat(use.header()).isEqualTo(List.of("image"));
          assertThat(use.body()).isEqualTo(List.of("text", "currency"));
          assertThat(use.bodyChars()).isEqualTo(3);
          assertThat(use.buttons()).isEqualTo(Set.of(1));
        });
  }

  @Test
  void aMarkOfReadingNeedsAMessageAndMayShowTyping() throws Exception {
    assertThat(reader.read(body("'status':'read','message_id':'wamid.x'")))
        .isEqualTo(new ReadMark("wamid.x", false));
    assertThat(
            reader.read(
                body("'status':'read','message_id':'wamid.x','typing_indicator':{'type':'text'}")))
        .isEqualTo(new ReadMark("wamid.x", true));
    assertThat(errorOf("'status':'read'").code()).isEqualTo(100);
    assertThat(errorOf("'status':'seen','message_id':'wamid.x'").code()).isEqualTo(100);
    assertThat(
            errorOf("'status':'read','message_id':'wamid.x','typing_indicator':{'type':'voice'}")
                .code())
        .isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "null", "nope", "{", "{\"messaging_product\":\"sms\"}"})
  void whatIsNoMessageAtAllIs100(String body) {
    assertThat(error(body.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(100);
  }

  private GraphError errorOf(String members) {
    return error(body(members));
  }

  private GraphError error(byte[] body) {
    GraphError error = catchThrowableOfType(GraphError.class, () -> reader.read(body));
    assertThat(error).isNotNull();
    return error;
  }

  private static byte[] body(String members) {
    return ("{'messaging_product':'whatsapp'," + members + '}')
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }
}
