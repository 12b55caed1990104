package io.awfar.ingest.webhook;

import static io.awfar.ingest.webhook.Splitting.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class SplitterRefusalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no",
        "{",
        "{\"entry\":[}",
        "{\"entry\":[]",
        "{\"entry\":[]}}",
        "{\"entry\":[]} {}",
        "{\"entry\":[],}",
        "{'entry':[]}",
        "{\"entry\":[], \"x\":NaN}",
        "{\"entry\":[] /* c */}",
        "{\"entry\":[], \"x\":\"\\x\"}",
        "{\"entry\":[], \"x\":01}",
        "\u0000{\"entry\":[]}"
      })
  void whatIsNotJsonIsInvalidJson(String text) {
    assertRefused(text, Refusal.INVALID_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"entry\":[],\"entry\":[]}",
        "{\"entry\":[{\"id\":\"1\",\"id\":\"2\",\"changes\":[]}]}",
        "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[],\"messages\":[]}}]}]}",
        "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"id\":\"a\",\"id\":\"b\"}]}}]}]}",
        "{\"entry\":[],\"x\":{\"a\":1,\"\\u0061\":2}}"
      })
  void aNameGivenTwiceIsInvalidJson(String text) {
    assertRefused(text, Refusal.INVALID_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "\"entry\"",
        "[]",
        "{}",
        "{\"entry\":null}",
        "{\"entry\":{}}",
        "{\"entry\":[1]}",
        "{\"entry\":[{}]}",
        "{\"entry\":[{\"changes\":{}}]}",
        "{\"entry\":[{\"changes\":[[]]}]}",
        "{\"entry\":[{\"changes\":[{\"field\":\"messages\"}]}]}"
      })
  void jsonOfAnotherShapeIsInvalidWebhook(String text) {
    assertRefused(text, Refusal.INVALID_WEBHOOK);
  }

  @Test
  void onlyUtf8IsRead() {
    String valid = "{\"entry\":[]}";

    assertRefused(valid.getBytes(StandardCharsets.UTF_16BE), Refusal.INVALID_JSON);
    assertRefused(valid.getBytes(StandardCharsets.UTF_16LE), Refusal.INVALID_JSON);
    assertRefused(valid.getBytes(StandardCharsets.UTF_16), Refusal.INVALID_JSON);
    assertRefused(
        "{\"entry\":[],\"x\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1), Refusal.INVALID_JSON);
    assertThat(Splitting.split("\uFEFF" + body("f", "{\"x\":\"ü\"}")))
        .extracting(Splitting::payload)
        .containsExactly("{\"x\":\"ü\"}");
  }

  @Test
  void deepNestingIsTooComplex() {
    assertRefused("[".repeat(100_000), Refusal.TOO_COMPLEX);
    assertRefused("{\"a\":".repeat(100_000), Refusal.TOO_COMPLEX);
    assertRefused(body("f", "[".repeat(60) + "]".repeat(60)), Refusal.TOO_COMPLEX);
    assertThat(Splitting.split(body("f", "[".repeat(50) + "]".repeat(50)))).hasSize(1);
  }

  @Test
  void endlessNamesAreTooComplex() {
    assertRefused(body("f", "{\"" + "n".repeat(2_000_000) + "\":1}"), Refusal.TOO_COMPLEX);
  }

  @Test
  void tooManyPartsOfAnyKindAreRefused() {
    String many = repeat("{\"id\":\"1\"}", 10_001);
    assertRefused(body("messages", "{\"messages\":[" + many + "]}"), Refusal.TOO_MANY_EVENTS);
    assertRefused(body("messages", "{\"statuses\":[" + many + "]}"), Refusal.TOO_MANY_EVENTS);
    assertRefused(body("messages", "{\"contacts\":[" + many + "]}"), Refusal.TOO_MANY_EVENTS);
    assertRefused(body("messages", "{\"errors\":[" + many + "]}"), Refusal.TOO_MANY_EVENTS);
    String names =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "\"n" + i + "\":0")
            .collect(Collectors.joining(","));
    assertRefused(body("messages", "{" + names + "}"), Refusal.TOO_MANY_EVENTS);
    String changes = repeat("{\"field\":\"f\",\"value\":1}", 10_001);
    assertRefused("{\"entry\":[{\"changes\":[" + changes + "]}]}", Refusal.TOO_MANY_EVENTS);
    // Around the values, in each layer.
    assertRefused("{\"entry\":[]," + names + "}", Refusal.TOO_MANY_EVENTS);
    assertRefused("{\"entry\":[{\"changes\":[]," + names + "}]}", Refusal.TOO_MANY_EVENTS);
    assertRefused(
        "{\"entry\":[{\"changes\":[{\"value\":1," + names + "}]}]}", Refusal.TOO_MANY_EVENTS);
    String entries = "{\"changes\":[]},".repeat(many.split(",").length) + "{\"changes\":[]}";
    assertRefused("{\"entry\":[" + entries + "]}", Refusal.TOO_MANY_EVENTS);
  }

  @Test
  void asManyPartsAsAllowedAreTaken() {
    String messages =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));

    assertThat(Splitting.split(body("messages", "{\"messages\":[" + messages + "]}")))
        .hasSize(10_000);
  }

  @Test
  void metadataCannotMultiplyABody() {
    String metadata = "{\"x\":\"" + "m".repeat(100_000) + "\"}";
    String value =
        "{\"metadata\":" + metadata + ",\"messages\":[" + repeat("{\"id\":\"1\"}", 5_000) + "]}";

    assertRefused(body("messages", value), Refusal.SPLIT_TOO_LARGE);
  }

  @Test
  void longIdsCannotMultiplyABody() {
    String id = "i".repeat(1_000_000);
    String value =
        "{\"metadata\":{\"phone_number_id\":\"" + id + "\"},\"messages\":[{\"id\":\"1\"}]}";

    var event = Splitting.split(body("messages", value)).getFirst();
    assertThat(event.event().getChannelId()).isEqualTo("waba");
    assertThat(event.key()).isEqualTo("waba");
  }

  @Test
  void theSmallestLimitsHold() {
    WebhookSplitter splitter = Splitting.splitter(1, DataSize.ofBytes(200));
    byte[] one = body("f", "{}").getBytes(StandardCharsets.UTF_8);
    byte[] large = body("f", "\"" + "x".repeat(200) + "\"").getBytes(StandardCharsets.UTF_8);

    assertThat(splitter.split(one, Splitting.OWNERS).events()).hasSize(1);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> splitter.split(large, Splitting.OWNERS))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.SPLIT_TOO_LARGE);
  }

  private static String repeat(String element, int times) {
    return IntStream.range(0, times).mapToObj(i -> element).collect(Collectors.joining(","));
  }

  private static void assertRefused(String body, Refusal refusal) {
    assertRefused(body.getBytes(StandardCharsets.UTF_8), refusal);
  }

  private static void assertRefused(byte[] body, Refusal refusal) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Splitting.splitter().split(body, Splitting.OWNERS))
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }
}
