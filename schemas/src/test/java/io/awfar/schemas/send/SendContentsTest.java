package io.awfar.schemas.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TEXT | {'body':'a','bodi':1} | text.bodi",
        "IMAGE | {'id':'1','captoin':'a'} | image.captoin",
        "IMAGE | {'id':'1','voice':true} | image.voice",
        "STICKER | {'id':'1','caption':'a'} | sticker.caption",
        "VIDEO | {'id':'1','filename':'a'} | video.filename",
        "LOCATION | {'latitude':1,'longitude':1,'nam':'a'} | location.nam",
        "REACTION | {'message_id':'w','emoji':'','x':1} | reaction.x",
        "READ | {'message_id':'w','typing':{}} | read.typing",
        "READ | {'message_id':'w','typing_indicator':{'type':'text','x':1}} |"
            + " read.typing_indicator.x",
        "CONTACTS | [{'name':{'formatted_name':'a','first_name':'a'},'nickname':'a'}] |"
            + " contacts[0].nickname",
        "CONTACTS | [{'name':{'formatted_name':'a','first_name':'a','nick':'a'}}] |"
            + " contacts[0].name.nick",
        "CONTACTS |"
            + " [{'name':{'formatted_name':'a','first_name':'a'},'phones':[{'phone':'1','label':'a'}]}]"
            + " | contacts[0].phones[0].label",
        "CONTACTS |"
            + " [{'name':{'formatted_name':'a','first_name':'a'},'emails':[{'email':'a@e.com','label':'a'}]}]"
            + " | contacts[0].emails[0].label",
        "CONTACTS |"
            + " [{'name':{'formatted_name':'a','first_name':'a'},'urls':[{'url':'http://e.com','label':'a'}]}]"
            + " | contacts[0].urls[0].label",
        "CONTACTS | [{'name':{'formatted_name':'a','first_name':'a'},'addresses':[{'line':'a'}]}] |"
            + " contacts[0].addresses[0].line",
        "CONTACTS | [{'name':{'formatted_name':'a','first_name':'a'},'org':{'name':'a'}}] |"
            + " contacts[0].org.name",
        "TEMPLATE | {'name':'a','language':{'code':'en'},'params':[]} | template.params",
        "TEMPLATE | {'name':'a','language':{'code':'en','locale':'US'}} | template.language.locale",
        "TEMPLATE |"
            + " {'name':'a','language':{'code':'en'},'components':[{'type':'body','index':'0'}]} |"
            + " template.components[0].index",
        "TEMPLATE |"
            + " {'name':'a','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'text','text':'a','txt':'a'}]}]}"
            + " | template.components[0].parameters[0].txt",
        "INTERACTIVE |"
            + " {'type':'cta_url','boddy':1,'body':{'text':'a'},'action':{'name':'cta_url','parameters':{'display_text':'a','url':'http://e.com'}}}"
            + " | interactive.boddy",
        "INTERACTIVE |"
            + " {'type':'cta_url','body':{'text':'a','x':1},'action':{'name':'cta_url','parameters':{'display_text':'a','url':'http://e.com'}}}"
            + " | interactive.body.x",
        "INTERACTIVE |"
            + " {'type':'cta_url','body':{'text':'a'},'footer':{'text':'a','x':1},'action':{'name':'cta_url','parameters':{'display_text':'a','url':'http://e.com'}}}"
            + " | interactive.footer.x",
        "INTERACTIVE |"
            + " {'type':'cta_url','body':{'text':'a'},'header':{'type':'text','text':'a','x':1},'action':{'name':'cta_url','parameters':{'display_text':'a','url':'http://e.com'}}}"
            + " | interactive.header.x",
        "INTERACTIVE |"
            + " {'type':'cta_url','body':{'text':'a'},'action':{'name':'cta_url','parameters':{'display_text':'a','url':'http://e.com','x':1}}}"
            + " | interactive.action.parameters.x",
        "INTERACTIVE |"
            + " {'type':'button','body':{'text':'a'},'action':{'buttons':[{'type':'reply','x':1,'reply':{'id':'1','title':'a'}}]}}"
            + " | interactive.action.buttons[0].x",
        "INTERACTIVE |"
            + " {'type':'button','body':{'text':'a'},'action':{'buttons':[{'type':'reply','reply':{'id':'1','title':'a','x':1}}]}}"
            + " | interactive.action.buttons[0].reply.x",
        "INTERACTIVE |"
            + " {'type':'list','body':{'text':'a'},'action':{'button':'a','sections':[{'x':1,'rows':[{'id':'1','title':'a'}]}]}}"
            + " | interactive.action.sections[0].x",
        "INTERACTIVE |"
            + " {'type':'list','body':{'text':'a'},'action':{'button':'a','sections':[{'rows':[{'id':'1','title':'a','x':1}]}]}}"
            + " | interactive.action.sections[0].rows[0].x",
        "INTERACTIVE |"
            + " {'type':'flow','body':{'text':'a'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_cta':'a','flow_id':'1','x':1}}}"
            + " | interactive.action.parameters.x"
      })
  void aMemberThatIsNotKnownIsRefusedWhereverItStands(SendKind kind, String content, String path)
      throws Exception {
    assertThat(flaws(kind, content)).containsExactly(path + " invalid-value");
  }

  @Test
  void aNameThatCouldBeAnythingIsNotRepeated() throws Exception {
    String name = "x".repeat(65);

    assertThat(flaws(SendKind.TEXT, "{'body':'a','" + name + "':1,'\\u0000':1,'+49 151':1}"))
        .containsExactly("text invalid-value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'phones':[{'type':'WORK'}] | phones[0].phone missing",
        "'phones':[{'phone':''}] | phones[0].phone missing",
        "'phones':[{'phone':'1','type':7}] | phones[0].type invalid-value",
        "'emails':[{'email':'a at e.com'}] | emails[0].email invalid-value",
        "'emails':[{'email':'a@localhost'}] | emails[0].email invalid-value",
        "'urls':[{'url':'e.com'}] | urls[0].url invalid-value",
        "'addresses':[{'zip':7}] | addresses[0].zip invalid-value",
        "'org':{'title':7} | org.title invalid-value",
        "'org':'Awfar' | org invalid-value",
        "'birthday':'1999-02-29' | birthday invalid-value",
        "'birthday':'29.2.2000' | birthday invalid-value",
        "'birthday':19990101 | birthday invalid-value"
      })
  void eachPartOfAContactIsLookedAt(String part, String flaw) throws Exception {
    assertThat(flawsOfContact(part)).containsExactly("contacts[0]." + flaw);
  }

  private static List<String> flawsOfContact(String part) throws Exception {
    return flaws(
        SendKind.CONTACTS, "[{'name':{'formatted_name':'a','first_name':'a'}," + part + "}]");
  }

  @Test
  void anAbsurdlyLongMailAddressIsNotMatched() throws Exception {
    String mail = "a".repeat(100_000) + "@" + "b-".repeat(50_000);

    assertThat(flawsOfContact("'emails':[{'email':'" + mail + "'}]"))
        .containsExactly("contacts[0].emails[0].email too-long");
  }

  @Test
  void aContactMayHaveAllThatWhatsAppsGuideHas() throws Exception {
    assertThat(
            flaws(
                SendKind.CONTACTS,
                """
                [{'name':{'formatted_name':'a','first_name':'b','last_name':'c','middle_name':'d',
                'prefix':'e','suffix':'f'},'birthday':'2000-02-29','org':{'company':'a','department':
                'b','title':'c'},'phones':[{'phone':'+1 (940) 555-1234','type':'Landline','wa_id':'1'}],
                'emails':[{'email':'j.o+w@mail.example.com','type':'Work (old)'}],'urls':[{'url':
                'https://example.com','type':'Company'}],'addresses':[{'street':'a','city':'b','state':
                'c','zip':'d','country':'e','country_code':'US','type':'Office'}]}]
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'heading'} | type invalid-value",
        "{'type':'button','sub_type':'quick','index':'0'} | sub_type invalid-value",
        "{'type':'button','sub_type':'url'} | index missing",
        "{'type':'button','sub_type':'url','index':10} | index invalid-value",
        "{'type':'button','sub_type':'url','index':-1} | index invalid-value",
        "{'type':'button','sub_type':'url','index':1.5} | index invalid-value",
        "{'type':'button','sub_type':'url','index':'first'} | index invalid-value",
        "{'type':'body','parameters':[{'type':'txt','text':'a'}]} | parameters[0].type"
            + " invalid-value",
        "{'type':'body','parameters':[{'type':'text'}]} | parameters[0].text missing",
        "{'type':'body','parameters':[{'type':'date_time','date_time':{}}]} |"
            + " parameters[0].date_time.fallback_value missing",
        "{'type':'body','parameters':[{'type':'currency','currency':{'fallback_value':'a','code':'USD'}}]}"
            + " | parameters[0].currency.amount_1000 missing",
        "{'type':'header','parameters':[{'type':'image','image':{}}]} | parameters[0].image.id"
            + " missing",
        "{'type':'button','sub_type':'flow','index':0,'parameters':[{'type':'action'}]} |"
            + " parameters[0].action missing",
        "{'type':'carousel','cards':[]} | cards missing",
        "{'type':'carousel','cards':[{'card_index':0,'components':[{'type':'carousel'}]}]} |"
            + " cards[0].components[0].type invalid-value"
      })
  void eachPartOfATemplateIsLookedAt(String component, String flaw) throws Exception {
    assertThat(
            flaws(
                SendKind.TEMPLATE,
                "{'name':'a','language':{'code':'ar'},'components':[" + component + "]}"))
        .containsExactly("template.components[0]." + flaw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'header','parameters':[{'type':'location','location':{'latitude':'1','longitude':'2',"
            + "'name':'a','address':'b'}}]}",
        "{'type':'header','parameters':[{'type':'document','document':{'id':'1','filename':'a'}}]}",
        "{'type':'body','parameters':[{'type':'text','parameter_name':'first','text':'a'},"
            + "{'type':'date_time','date_time':{'fallback_value':'a','year':1977}}]}",
        "{'type':'limited_time_offer','parameters':[{'type':'limited_time_offer',"
            + "'limited_time_offer':{'expiration_time_ms':1209600000}}]}",
        "{'type':'button','sub_type':'copy_code','index':1,"
            + "'parameters':[{'type':'coupon_code','coupon_code':'25OFF'}]}",
        "{'type':'button','sub_type':'flow','index':'0',"
            + "'parameters':[{'type':'action','action':{'flow_action_data':{'a':null}}}]}",
        "{'type':'button','sub_type':'voice_call',"
            + "'parameters':[{'type':'ttl_minutes','ttl_minutes':100},{'type':'payload','payload':'a'}]}",
        "{'type':'button','sub_type':'CATALOG','index':0,"
            + "'parameters':[{'type':'action','action':{'thumbnail_product_retailer_id':'a'}}]}",
        "{'type':'carousel','cards':[{'card_index':0,'components':[{'type':'header','parameters':"
            + "[{'type':'product','product':{'product_retailer_id':'a','catalog_id':'1'}}]},"
            + "{'type':'button','sub_type':'quick_reply','index':'0','parameters':"
            + "[{'type':'payload','payload':'a'}]}]}]}"
      })
  void whatWhatsAppsGuidesHaveBeyondItsDescriptionIsTaken(String component) throws Exception {
    assertThat(
            flaws(
                SendKind.TEMPLATE,
                "{'name':'a','language':{'code':'ar'},'components':[" + component + "]}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://my_bucket.s3.amazonaws.com/a.png, https://my_bucket.s3.amazonaws.com/a.png",
    "https://cdn_1:8443/a?b=c_d#e, https://cdn_1:8443/a?b=c_d#e",
    "http://_a.example.com., http://_a.example.com.",
    "https://\u0645\u062b\u0627\u0644.com/a, https://xn--mgbh0fb.com/a",
    "https://\u0645\u062b\u0627\u0644.com:443/\u0635?\u0633=1,"
        + " https://xn--mgbh0fb.com:443/%D8%B5?%D8%B3=1",
    "HTTPS://B\u00dcCHER.example/a, HTTPS://xn--bcher-kva.example/a",
    "https://\u4f8b\u3048.\u30c6\u30b9\u30c8/, https://xn--r8jz45g.xn--zckzah/",
    "https://stra\u00dfe.example/a, https://stra%C3%9Fe.example/a",
    "https://93.184.215.14/a, https://93.184.215.14/a",
    "https://[2606:2800:21f:cb07::1]/a, https://[2606:2800:21f:cb07::1]/a"
  })
  void anAddressOnTheWebMayHaveAnyHostThatIsAskedFor(String link, String form) throws Exception {
    JsonNode content = json("{'link':'" + link + "'}");
    Flaws flaws = new Flaws();

    SendContents.check(SendKind.IMAGE, content, flaws);

    assertThat(flaws.all()).isEmpty();
    assertThat(content.path("link").asText()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/a",
        "//example.com/a",
        "example.com/a",
        "https:example.com/a",
        "https:///a",
        "https://:443/a",
        "https://agent:secret@example.com/a",
        "https://agent@my_bucket.example.com/a",
        "https://@\u0645\u062b\u0627\u0644.com/a",
        "https://my_bucket.example.com:port/a",
        "https://my bucket.example.com/a",
        "https://my%20bucket.example.com/a",
        "https://a..example.com/a",
        "https://my_bucket-.example.com/a",
        "https://1.2.3/a",
        "https://256.1.1.1/a",
        "https://example.com\uff0fa_b/a",
        "https://example.com/a\\u0000b",
        "https://my_bucket.example.com/a\\nb",
        "https://\u0645\u062b\\u0085\u0627.com/a",
        "https://my_bucket.example.com\\\\a"
      })
  void whatIsNoAddressOnTheWebOrHasCredentialsInItIsRefused(String link) throws Exception {
    assertThat(flaws(SendKind.IMAGE, "{'link':'" + link + "'}"))
        .containsExactly("image.link invalid-value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1024 | 'button' | {'buttons':[{'type':'reply','reply':{'id':'1','title':'a'}}]}",
        "4096 | 'list' | {'button':'a','sections':[{'rows':[{'id':'1','title':'a'}]}]}",
        "1024 | 'cta_url' |"
            + " {'name':'cta_url','parameters':{'display_text':'a','url':'http://e.com'}}",
        "1024 | 'flow' |"
            + " {'name':'flow','parameters':{'flow_message_version':'3','flow_cta':'a','flow_id':'1'}}"
      })
  void theBodyOfAListMayBeLongerThanThatOfOthers(int longest, String type, String action)
      throws Exception {
    String content = "{'type':" + type + ",'body':{'text':'%s'},'action':" + action + "}";

    assertThat(flaws(SendKind.INTERACTIVE, content.formatted("\ud83d\ude00".repeat(longest))))
        .isEmpty();
    assertThat(flaws(SendKind.INTERACTIVE, content.formatted("x".repeat(longest + 1))))
        .containsExactly("interactive.body.text too-long");
  }

  @Test
  void aVoiceMessageIsAnAudioThatSaysSo() throws Exception {
    assertThat(flaws(SendKind.AUDIO, "{'id':'1','voice':true}")).isEmpty();
    assertThat(flaws(SendKind.AUDIO, "{'id':'1','voice':'yes'}"))
        .containsExactly("audio.voice invalid-value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TEXT | {'body':'a','preview_url':null} | {'body':'a'}",
        "INTERACTIVE |"
            + " {'type':'button','header':null,'footer':null,'body':{'text':'a'},'action':{'buttons':[{'type':'reply','reply':{'id':'1','title':'a'}}]}}"
            + " | {'type':'button','body':{'text':'a'},'action':{'buttons':[{'type':'reply','reply':{'id':'1','title':'a'}}]}}",
        "INTERACTIVE |"
            + " {'type':'flow','body':{'text':'a'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_cta':'a','flow_id':'1','mode':null,'flow_action_payload':{'screen':'a','data':{'b':null}}}}}"
            + " | {'type':'flow','body':{'text':'a'},'action':{'name':'flow','parameters':{'flow_message_version':'3','flow_cta':'a','flow_id':'1','flow_action_payload':{'screen':'a','data':{'b':null}}}}}",
        "TEMPLATE |"
            + " {'name':'a','language':{'code':'en','policy':'deterministic'},'components':[{'type':'BUTTON','sub_type':'Quick_Reply','index':0}]}"
            + " | {'name':'a','language':{'code':'en','policy':'deterministic'},'components':[{'type':'button','sub_type':'quick_reply','index':'0'}]}",
        "IMAGE | {'link':'https://example.com/صورة'} |"
            + " {'link':'https://example.com/%D8%B5%D9%88%D8%B1%D8%A9'}"
      })
  void aContentIsPutIntoTheFormThatWhatsAppAsksFor(SendKind kind, String content, String form)
      throws Exception {
    JsonNode json = json(content);
    Flaws flaws = new Flaws();

    SendContents.check(kind, json, flaws);

    assertThat(flaws.all()).isEmpty();
    assertThat(json).isEqualTo(json(form));
  }

  @Test
  void whatMustBeThereIsMissingIfItIsNull() throws Exception {
    assertThat(flaws(SendKind.TEXT, "{'body':null}")).containsExactly("text.body missing");
    assertThat(flaws(SendKind.REACTION, "{'message_id':'w','emoji':null}"))
        .containsExactly("reaction.emoji missing");
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
