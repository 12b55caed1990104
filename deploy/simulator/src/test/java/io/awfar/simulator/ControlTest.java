package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlTest {

  private static final String TO = "201002003000";

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
  void aFaultIsAddedListedAndEnded() throws Exception {
    long id =
        order(
                "faults",
                """
                {"effect":"refuse","code":131056,"http":429,"retryAfter":"6s","share":1,"count":5,
                 "number":"%s","recipient":"%s"}
                """
                    .formatted(Caller.NUMBER, TO))
            .get("id")
            .asLong();
    HttpResponse<byte[]> refused = running.caller.send(Caller.text(TO, "a"));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Caller.code(refused)).isEqualTo(131056);
    assertThat(refused.headers().firstValue("Retry-After")).contains("6");
    JsonNode listed = ask("faults").at("/faults/0");
    assertThat(listed.get("id").asLong()).isEqualTo(id);
    assertThat(listed.get("effect").asString()).isEqualTo("refuse");
    assertThat(listed.get("hits").asInt()).isEqualTo(1);
    assertThat(listed.get("count").asInt()).isEqualTo(5);
    assertThat(running.caller.delete("/_simulator/faults/" + id).statusCode()).isEqualTo(200);
    assertThat(running.caller.delete("/_simulator/faults/" + id).statusCode()).isEqualTo(400);
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http | {'effect':'http','http':503,'accepted':true}",
        "delay | {'effect':'delay','delay':'1ms','delayMax':'2ms'}",
        "drop | {'effect':'drop','accepted':true,'operation':'media'}",
        "silence | {'effect':'silence','delay':'1s','operation':'read'}",
        "fail | {'effect':'fail','code':131026}",
        "no_statuses | {'effect':'no_statuses'}",
      })
  void everyEffectCanBeAskedForAndAllBeEnded(String effect, String order) throws Exception {
    JsonNode unused = order("faults", order.replace('\'', '"'));
    assertThat(ask("faults").at("/faults/0/effect").asString()).isEqualTo(effect);
    assertThat(running.caller.delete("/_simulator/faults").statusCode()).isEqualTo(200);
    assertThat(ask("faults").get("faults").size()).isZero();
  }

  @Test
  void whatIsAllowedIsChangedPerNumber() throws Exception {
    JsonNode changed =
        order(
            "numbers/" + Caller.NUMBER,
            """
            {"error":368,"sendsPerSecond":2.5,"pairLimit":true,"window":"answered"}
            """);
    assertThat(changed.get("window").asString()).isEqualTo("ANSWERED");
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "a")))).isEqualTo(368);
    JsonNode released = order("numbers/" + Caller.NUMBER, "{\"error\":0}");
    assertThat(released.get("sendsPerSecond").asDouble()).isEqualTo(2.5);
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "a")))).isEqualTo(131047);
    order("windows", "{\"number\":\"%s\",\"person\":\"%s\"}".formatted(Caller.NUMBER, TO));
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
    assertThat(ask("numbers").at("/numbers/1/error").asInt()).isZero();
    order("accounts", "{\"callsPerHour\":1}");
    String facts = "/v23.0/" + Caller.OTHER_NUMBER;
    assertThat(running.caller.get(facts).statusCode()).isEqualTo(200);
    assertThat(Caller.code(running.caller.get(facts))).isEqualTo(80007);
  }

  @Test
  void someoneWritesOnDemand() throws Exception {
    String text =
        order(
                "events",
                "{\"event\":\"text\",\"number\":\"%s\",\"person\":\"%s\",\"body\":\"Hi\"}"
                    .formatted(Caller.NUMBER, TO))
            .get("id")
            .asString();
    order(
        "events",
        "{\"event\":\"revoke\",\"number\":\"%s\",\"person\":\"%s\",\"message\":\"%s\"}"
            .formatted(Caller.NUMBER, TO, text));
    JsonNode history =
        order(
            "events",
            "{\"event\":\"history\",\"number\":\"%s\",\"messages\":120,\"perChunk\":50}"
                .formatted(Caller.NUMBER));
    assertThat(history.get("webhooks").asInt()).isEqualTo(3);
    await().until(() -> running.webhook.elements().size() == 5);
    assertThat(ask("ledger").get("eventsAcknowledged").asInt()).isEqualTo(5);
  }

  @Test
  void aTemplateIsAddedAndPausedAndTheWebhookHearsOfIt() throws Exception {
    order(
        "templates",
        """
        {"account":"%s","name":"parcel","language":"ar","bodyParameters":1,"header":"image",
         "buttons":["dynamic_url"],"category":"MARKETING"}
        """
            .formatted(Caller.ACCOUNT));
    order(
        "templates",
        "{\"account\":\"%s\",\"name\":\"parcel\",\"language\":\"ar\",\"status\":\"paused\"}"
            .formatted(Caller.ACCOUNT));
    JsonNode listed =
        Caller.json(
                running.caller.get(
                    "/v23.0/" + Caller.ACCOUNT + "/message_templates?name=parcel&limit=5"))
            .at("/data/0");
    assertThat(listed.get("status").asString()).isEqualTo("PAUSED");
    assertThat(listed.get("category").asString()).isEqualTo("MARKETING");
    assertThat(listed.at("/components/0/format").asString()).isEqualTo("IMAGE");
    await().until(() -> running.webhook.elements().size() == 2);
  }

  @Test
  void theSendsAndReadingsAreCountedOneByOne() throws Exception {
    running.caller.send(Caller.text(TO, "a&b"));
    running.caller.send(Caller.text(TO, "a&b"));
    running.caller.send(
        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.x\"}");
    JsonNode sends = ask("sends");
    assertThat(sends.get("sendsAccepted").asInt()).isEqualTo(2);
    assertThat(sends.get("sendsRepeated").asInt()).isEqualTo(1);
    assertThat(sends.at("/repeated/0/times").asInt()).isEqualTo(2);
    assertThat(ask("sends?callback=a%26b").get("times").asInt()).isEqualTo(2);
    assertThat(ask("sends?callback=c").get("times").asInt()).isZero();
    assertThat(ask("reads?message=wamid.x").get("times").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faults | nope",
        "faults | []",
        "faults | {'effect':'explode'}",
        "faults | {'effect':'refuse','cod':7}",
        "faults | {'effect':'refuse','share':2}",
        "faults | {'effect':'delay','delay':'soon'}",
        "faults | {'effect':'delay','delay':'2h'}",
        "numbers/42 | {}",
        "numbers/106540352242922 | {'error':'x'}",
        "numbers/106540352242922 | {'eror':1}",
        "accounts | {'callsPerHour':-1}",
        "windows | {'number':'106540352242922'}",
        "events | {'number':'106540352242922'}",
        "events | {'number':'106540352242922','person':'20100','event':'edit'}",
        "events | {'number':'106540352242922','event':'history','messages':0}",
        "templates | {'account':'1','name':'x'}",
        "templates | {'account':'102290129340398','name':'Not A Name'}",
        "nothing | {}"
      })
  void whatIsWrongWithAnOrderIsOneSentence(String path, String order) throws Exception {
    HttpResponse<byte[]> answer =
        running.caller.post("/_simulator/" + path, order.replace('\'', '"'));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Caller.json(answer).get("error").asString()).isNotBlank();
  }

  @Test
  void aNumberCanHaveATokenOfItsOwn() throws Exception {
    order("numbers/" + Caller.NUMBER, "{\"accessToken\":\"its own\"}");
    Caller owner = new Caller(running.simulator.api(), "its own");
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "a")))).isEqualTo(190);
    assertThat(owner.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
    assertThat(Caller.code(owner.get("/v23.0/" + Caller.OTHER_NUMBER))).isEqualTo(190);
    assertThat(running.caller.get("/v23.0/" + Caller.OTHER_NUMBER).statusCode()).isEqualTo(200);
    assertThat(owner.get("/v23.0/1").statusCode()).isEqualTo(400);
    assertThat(owner.get("/_simulator/sends").statusCode()).isEqualTo(401);
    order("numbers/" + Caller.NUMBER, "{\"accessToken\":\"\"}");
    assertThat(running.caller.send(Caller.text(TO, "b")).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyWhoHasTheTokenControls() throws Exception {
    Caller stranger = new Caller(running.simulator.api(), "wrong");
    assertThat(stranger.get("/_simulator/sends").statusCode()).isEqualTo(401);
    assertThat(stranger.post("/_simulator/faults", "{}").statusCode()).isEqualTo(401);
    assertThat(running.simulator.faults().all()).isEmpty();
  }

  private JsonNode order(String path, String body) throws Exception {
    HttpResponse<byte[]> answer = running.caller.post("/_simulator/" + path, body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return Caller.json(answer);
  }

  private JsonNode ask(String path) throws Exception {
    HttpResponse<byte[]> answer = running.caller.get("/_simulator/" + path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Caller.json(answer);
  }
}
