package io.awfar.ingest.request;

import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A command of every kind.
final class ExampleSends {

  static final UUID ID = UUID.fromString("018f0000-0000-8000-8000-00000000abcd");

  private static final Map<String, String> CONTENTS = new LinkedHashMap<>();

  static {
    CONTENTS.put("text", "{'body':'hello','preview_url':true}");
    CONTENTS.put("image by id", "{'id':'1003383421387256','caption':'look'}");
    CONTENTS.put("image by link", "{'link':'https://example.com/a.png'}");
    CONTENTS.put("image in a bucket", "{'link':'https://my_bucket.s3.example.com/a.png'}");
    CONTENTS.put(
        "image of a host in Arabic", "{'link':'https://\u0645\u062b\u0627\u0644.com/a.png'}");
    CONTENTS.put("video by id", "{'id':'1003383421387256'}");
    CONTENTS.put("video by link", "{'link':'https://example.com/a.mp4','caption':'look'}");
    CONTENTS.put("audio by id", "{'id':'1003383421387256'}");
    CONTENTS.put("audio as a voice message", "{'id':'1003383421387256','voice':true}");
    CONTENTS.put("audio by link", "{'link':'https://example.com/a.ogg'}");
    CONTENTS.put(
        "document by id", "{'id':'1003383421387256','caption':'bill','filename':'bill.pdf'}");
    CONTENTS.put("document by link", "{'link':'https://example.com/a.pdf'}");
    CONTENTS.put("sticker by id", "{'id':'1003383421387256'}");
    CONTENTS.put("sticker by link", "{'link':'https://example.com/a.webp'}");
    CONTENTS.put("template", "{'name':'order_update','language':{'code':'en_US'}}");
    CONTENTS.put(
        "template with parameters",
        "{'name':'order_update','language':{'code':'ar'},'components':["
            + "{'type':'header','parameters':[{'type':'image','image':{'link':'https://e.com/a'}}]},"
            + "{'type':'body','parameters':[{'type':'text','text':'Sheena'},"
            + "{'type':'currency','currency':{'fallback_value':'$1','code':'USD','amount_1000':1000}}]},"
            + "{'type':'button','sub_type':'quick_reply','index':'0',"
            + "'parameters':[{'type':'payload','payload':'yes'}]}]}");
    CONTENTS.put(
        "template with a carousel",
        "{'name':'summer','language':{'code':'en'},'components':["
            + "{'type':'body','parameters':[{'type':'text','parameter_name':'name','text':'Sheena'}]},"
            + "{'type':'carousel','cards':[{'card_index':0,'components':["
            + "{'type':'header','parameters':[{'type':'image','image':{'id':'1003383421387256'}}]},"
            + "{'type':'button','sub_type':'url','index':'0',"
            + "'parameters':[{'type':'text','text':'shoes'}]}]}]}]}");
    CONTENTS.put(
        "template with buttons of the guides",
        "{'name':'offer','language':{'code':'en'},'components':["
            + "{'type':'header','parameters':[{'type':'location','location':{'latitude':'37.44',"
            + "'longitude':'-122.16','name':'Philz','address':'101 Forest Ave'}}]},"
            + "{'type':'button','sub_type':'copy_code','index':'0',"
            + "'parameters':[{'type':'coupon_code','coupon_code':'25OFF'}]},"
            + "{'type':'button','sub_type':'flow','index':'1',"
            + "'parameters':[{'type':'action','action':{'flow_token':'t'}}]},"
            + "{'type':'button','sub_type':'voice_call',"
            + "'parameters':[{'type':'ttl_minutes','ttl_minutes':100}]}]}");
    CONTENTS.put(
        "interactive buttons",
        "{'type':'button','header':{'type':'text','text':'Order'},'body':{'text':'Keep it?'},"
            + "'footer':{'text':'Awfar'},'action':{'buttons':["
            + "{'type':'reply','reply':{'id':'y','title':'Yes'}},"
            + "{'type':'reply','reply':{'id':'n','title':'No'}}]}}");
    CONTENTS.put(
        "interactive buttons under an image",
        "{'type':'button','header':{'type':'image','image':{'link':'https://example.com/a.png'}},"
            + "'body':{'text':'This one?'},'action':{'buttons':["
            + "{'type':'reply','reply':{'id':'y','title':'Yes'}}]}}");
    CONTENTS.put(
        "interactive list",
        "{'type':'list','body':{'text':'Which?'},'action':{'button':'Choose','sections':["
            + "{'title':'Fast','rows':[{'id':'1','title':'Today','description':'by noon'}]},"
            + "{'title':'Slow','rows':[{'id':'2','title':'Tomorrow'}]}]}}");
    CONTENTS.put(
        "interactive list with much to say",
        "{'type':'list','body':{'text':'"
            + "x".repeat(4096)
            + "'},'action':{'button':'Choose','sections':[{'rows':[{'id':'1','title':'Today'}]}]}}");
    CONTENTS.put(
        "interactive flow",
        "{'type':'flow','body':{'text':'Tell us'},'action':{'name':'flow','parameters':{"
            + "'flow_message_version':'3','flow_id':'1','flow_cta':'Begin','flow_token':'t',"
            + "'flow_action':'navigate','flow_action_payload':{'screen':'FIRST'}}}}");
    CONTENTS.put(
        "interactive call to action",
        "{'type':'cta_url','body':{'text':'Track it'},'action':{'name':'cta_url','parameters':{"
            + "'display_text':'Track','url':'https://example.com/t/1'}}}");
    CONTENTS.put(
        "location", "{'latitude':37.44221496582,'longitude':'-122.16165924072','name':'Philz'}");
    CONTENTS.put(
        "contacts",
        "[{'name':{'formatted_name':'John Smith','first_name':'John'},'phones':[{'phone':'+1 (940)"
            + " 555-1234','type':'WORK','wa_id':'19405551234'}],'emails':[{'email':'j@example.com','type':'Work"
            + " (old)'}],"
            + "'urls':[{'url':'https://example.com','type':'Company'}],'addresses':[{'street':'1"
            + " Hacker Way','city':'Menlo Park','country_code':'US',"
            + "'type':'Office'}],'org':{'company':'Awfar','title':'Agent'},'birthday':'2000-02-29'}]");
    CONTENTS.put("reaction", "{'message_id':'wamid.A','emoji':'👍'}");
    CONTENTS.put("reaction taken off", "{'message_id':'wamid.A','emoji':''}");
    CONTENTS.put("read", "{'message_id':'wamid.A'}");
    CONTENTS.put("read and typing", "{'message_id':'wamid.A','typing_indicator':{'type':'text'}}");
  }

  private ExampleSends() {}

  /// The contents alone, by name; its first word is the type.
  static Map<String, String> contents() {
    Map<String, String> contents = new LinkedHashMap<>();
    CONTENTS.forEach((name, content) -> contents.put(name, content.replace('\'', '"')));
    return contents;
  }

  static String type(String name) {
    return name.split(" ")[0];
  }

  /// By name; its first word is the type.
  static Map<String, SendCommand> all() {
    Map<String, SendCommand> commands = new LinkedHashMap<>();
    contents().forEach((name, content) -> commands.put(name, send(type(name), content).build()));
    commands.put("answer", send("text", "{\"body\":\"yes\"}").setReplyTo("wamid.A").build());
    commands.put(
        "text to a user id",
        send("text", "{\"body\":\"you\"}").setTo("EG.8041227719230468").build());
    commands.put(
        "text to a group",
        send("text", "{\"body\":\"all\"}")
            .setTo("Y2FwaV9ncm91cDoxNzA1NTU1")
            .setRecipientType(RecipientType.GROUP)
            .build());
    return commands;
  }

  static SendCommand.Builder send(String type, String content) {
    return SendCommand.newBuilder()
        .setSendId(ID)
        .setOwnerId(new UUID(0, 1))
        .setChannelId("106540352242922")
        .setTo("16505551234")
        .setType(type)
        .setContent(content)
        .setRequestedAt(Instant.EPOCH);
  }
}
