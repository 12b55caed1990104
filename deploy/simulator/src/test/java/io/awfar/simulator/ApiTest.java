package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiTest {

  private static final String TOKEN = SimulatorSettingsBuilder.DEFAULT_ACCESS_TOKEN;
  private static final String NUMBER = "106540352242922";
  private static final String TEXT =
      """
      {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"hi"},
       "biz_opaque_callback_data":"send-77"}
      """;

  private final SettableClock clock = new SettableClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private ReceivingWebhook webhook;
  private Simulator simulator;

  @BeforeEach
  void open() throws Exception {
    webhook = new ReceivingWebhook();
    simulator = Simulator.start(webhook.settings().eventsMax(300).build(), clock);
    assertThat(simulator.awaitDrained(Duration.ofSeconds(20))).isTrue();
  }

  @AfterEach
  void close() {
    simulator.close();
    webhook.close();
  }

  @Test
  void everyFileOfAWebhookIsFoundAndMatchesItsHash() throws Exception {
    List<JsonNode> media =
        webhook.elements().stream()
            .map(Element::json)
            .filter(json -> json.path(json.path("type").asString("?")).has("sha256"))
            .map(json -> json.get(json.get("type").asString()))
            .toList();
    assertThat(media).hasSizeGreaterThan(20);
    for (JsonNode file : media) {
      JsonNode found = json(get("/v23.0/" + file.get("id").asString(), TOKEN));
      assertThat(found.get("id")).isEqualTo(file.get("id"));
      assertThat(found.get("mime_type")).isEqualTo(file.get("mime_type"));
      assertThat(found.get("messaging_product").asString()).isEqualTo("whatsapp");
      HttpResponse<byte[]> download = get(URI.create(found.get("url").asString()), TOKEN);
      assertThat(download.statusCode()).isEqualTo(200);
      assertThat(download.headers().firstValue("Content-Type"))
          .contains(file.get("mime_type").asString());
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(download.body());
      assertThat(download.body()).hasSize(found.get("file_size").asInt());
      assertThat(HexFormat.of().formatHex(hash)).isEqualTo(found.get("sha256").asString());
      assertThat(Base64.getEncoder().encodeToString(hash)).isEqualTo(file.get("sha256").asString());
    }
    assertThat(simulator.sends().downloads()).isEqualTo(media.size());
  }

  @Test
  void theUrlOfAFileLivesFiveMinutes() throws Exception {
    URI url = URI.create(json(get("/v23.0/" + anyMediaId(), TOKEN)).get("url").asString());
    clock.forward(Duration.ofMinutes(5));
    assertThat(get(url, TOKEN).statusCode()).isEqualTo(200);
    clock.forward(Duration.ofMillis(1));
    assertThat(get(url, TOKEN).statusCode()).isEqualTo(404);
  }

  @Test
  void aFileNeedsTheToken() throws Exception {
    URI url = URI.create(json(get("/v23.0/" + anyMediaId(), TOKEN)).get("url").asString());
    assertThat(get(url, "wrong").statusCode()).isEqualTo(401);
    assertThat(get("/v23.0/" + anyMediaId(), "wrong").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1234567890123456789", "9999999999999999999", "x'"})
  void unknownMediaIsAnErrorInWhatsAppsShape(String id) throws Exception {
    HttpResponse<byte[]> answer = get("/v23.0/" + id.replace("'", "%27"), TOKEN);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = json(answer).get("error");
    assertThat(error.get("code").asInt()).isEqualTo(100);
    assertThat(error.get("error_subcode").asInt()).isEqualTo(33);
    assertThat(error.get("type").asString()).isEqualTo("OAuthException");
    assertThat(error.get("message").asString()).contains(id);
    assertThat(error.get("fbtrace_id").asString()).isNotEmpty();
  }

  @Test
  void aSendIsAcceptedAndItsStatusesCarryTheCallbackData() throws Exception {
    HttpResponse<byte[]> answer = send(NUMBER, TEXT.formatted("+20 100 200 3000"), TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode sent = json(answer);
    assertThat(sent.get("messaging_product").asString()).isEqualTo("whatsapp");
    assertThat(sent.at("/contacts/0/input").asString()).isEqualTo("+20 100 200 3000");
    assertThat(sent.at("/contacts/0/wa_id").asString()).isEqualTo("201002003000");
    String wamid = sent.at("/messages/0/id").asString();
    assertThat(wamid).startsWith("wamid.");
    await()
        .untilAsserted(() ->
            assertThat(statusesOf(wamid))
                .extracting(status -> status.get("status").asString())
                .contains("sent", "delivered", "read"));
    assertThat(statusesOf(wamid))
        .allSatisfy(status -> {
          assertThat(status.get("biz_opaque_callback_data").asString()).isEqualTo("send-77");
          assertThat(status.get("recipient_id").asString()).isEqualTo("201002003000");
        });
    assertThat(simulator.sends().sendsAccepted()).isEqualTo(1);
  }

  @Test
  void aSendToSomeoneWhoWroteBeforeNamesThemAsTheirMessagesDo() throws Exception {
    JsonNode known =
        webhook.elements().stream()
            .map(Element::json)
            .filter(json -> !json.path("from").asString("").isEmpty())
            .filter(json -> json.has("from_user_id"))
            .findFirst()
            .orElseThrow();
    HttpResponse<byte[]> answer = send(NUMBER, TEXT.formatted(known.get("from").asString()), TOKEN);
    String wamid = json(answer).at("/messages/0/id").asString();
    await().until(() -> !statusesOf(wamid).isEmpty());
    assertThat(statusesOf(wamid).getFirst().get("recipient_user_id"))
        .isEqualTo(known.get("from_user_id"));
  }

  @Test
  void aMessageSentTwiceIsCounted() throws Exception {
    send(NUMBER, TEXT.formatted("201002003000"), TOKEN);
    send(NUMBER, TEXT.formatted("201002003000"), TOKEN);
    assertThat(simulator.sends().sendsAccepted()).isEqualTo(2);
    assertThat(simulator.sends().sendsRepeated()).isEqualTo(1);
  }

  @Test
  void aMarkOfReadingIsAccepted() throws Exception {
    String mark =
        """
        {"messaging_product":"whatsapp","status":"read","message_id":"wamid.x",
         "typing_indicator":{"type":"text"}}
        """;
    HttpResponse<byte[]> answer = send(NUMBER, mark, TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("success").asBoolean()).isTrue();
    assertThat(simulator.sends().readMarks()).isEqualTo(1);
  }

  @Test
  void aWrongTokenIs401WithCode190() throws Exception {
    HttpResponse<byte[]> answer = send(NUMBER, TEXT.formatted("201002003000"), "wrong");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).at("/error/code").asInt()).isEqualTo(190);
    assertThat(simulator.sends().unauthorized()).isEqualTo(1);
    assertThat(simulator.sends().sendsAccepted()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "[]",
        "{}",
        "nope",
        "{\"messaging_product\":\"whatsapp\",\"type\":\"text\"}",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"20100\",\"type\":\"text\"}",
        "{\"messaging_product\":\"whatsapp\",\"to\":12,\"type\":\"text\",\"text\":{}}"
      })
  void badJsonIs400WithCode100(String body) throws Exception {
    HttpResponse<byte[]> answer = send(NUMBER, body, TOKEN);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/error/code").asInt()).isEqualTo(100);
    assertThat(simulator.sends().sendsAccepted()).isZero();
    assertThat(simulator.sends().sendsRefused()).isEqualTo(1);
  }

  @Test
  void aNumberThatIsNotOursIsAnError() throws Exception {
    HttpResponse<byte[]> answer = send("42", TEXT.formatted("201002003000"), TOKEN);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/error/error_subcode").asInt()).isEqualTo(33);
  }

  @Test
  void aNumberOfOursIsTold() throws Exception {
    JsonNode number =
        json(get("/v23.0/" + NUMBER + "?fields=id,display_phone_number,quality_rating", TOKEN));

    assertThat(number.get("id").asString()).isEqualTo(NUMBER);
    assertThat(number.get("display_phone_number").asString()).startsWith("+1555");
    assertThat(number.get("quality_rating").asString()).isEqualTo("GREEN");
    assertThat(json(get("/v23.0/42", TOKEN)).at("/error/error_subcode").asInt()).isEqualTo(33);
  }

  @Test
  void aRecipientCanAskForAnErrorAFailureOrNoAnswer() throws Exception {
    HttpResponse<byte[]> refused = send(NUMBER, TEXT.formatted("1999131056"), TOKEN);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(json(refused).at("/error/code").asInt()).isEqualTo(131056);

    HttpResponse<byte[]> fails = send(NUMBER, TEXT.formatted("1998131026"), TOKEN);
    String wamid = json(fails).at("/messages/0/id").asString();
    await()
        .until(() ->
            statusesOf(wamid).stream().anyMatch(s -> s.at("/errors/0/code").asInt(0) == 131026));

    assertThat(catchIo(() -> send(NUMBER, TEXT.formatted("19971"), TOKEN))).isTrue();
    await()
        .until(() ->
            webhook.statuses().stream()
                .anyMatch(s -> s.path("recipient_id").asString("").equals("19971")));
  }

  @Test
  void anUploadIsAcceptedAndCanBeLookedUp() throws Exception {
    String form =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"messaging_product\"",
            "",
            "whatsapp",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"",
            "Content-Type: image/png",
            "",
            "bytes",
            "--b--",
            "");
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(simulator.api() + "/v23.0/" + NUMBER + "/media"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    String id = json(answer).get("id").asString();
    assertThat(json(get("/v23.0/" + id, TOKEN)).get("mime_type").asString()).isEqualTo("image/png");
    assertThat(simulator.sends().uploads()).isEqualTo(1);
  }

  @Test
  void anotherPathIsAnErrorInWhatsAppsShape() throws Exception {
    assertThat(json(get("/v23.0/a/b/c", TOKEN)).at("/error/code").asInt()).isEqualTo(2500);
  }

  private List<JsonNode> statusesOf(String wamid) {
    return webhook.statuses().stream()
        .filter(status -> status.get("id").asString().equals(wamid))
        .toList();
  }

  private String anyMediaId() {
    return webhook.elements().stream()
        .map(element -> element.json().at("/image/id").asString(""))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<byte[]> get(String path, String token) throws Exception {
    return get(URI.create(simulator.api() + path), token);
  }

  private HttpResponse<byte[]> get(URI uri, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> send(String number, String body, String token)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(simulator.api() + "/v23.0/" + number + "/messages"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    return new JsonMapper().readTree(new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static boolean catchIo(java.util.concurrent.Callable<?> call) throws Exception {
    try {
      call.call();
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
