package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.ingest.webhook.WebhookTexts.Value;
import io.awfar.whatsapp.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for any body at all, tried on generated and on damaged ones.
class SplitterPropertiesTest {

  private static final JsonMapper TREES =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final WebhookSplitter splitter = Splitting.splitter();

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void noPartOfAValidBodyIsLostOrChanged(@ForAll long seed) {
    List<Value> values = new WebhookTexts(new Random(seed)).values();

    List<KeyedEvent> events = Splitting.split(WebhookTexts.body(values));

    List<String> payloads = new ArrayList<>(Splitting.payloads(events));
    for (Value value : values) {
      for (String expected : value.payloads()) {
        assertThat(payloads).isNotEmpty();
        assertThat(payloads.removeFirst()).isEqualTo(expected);
      }
      if (!value.others().isEmpty()) {
        assertThat(payloads.removeFirst()).contains(value.others());
      }
    }
    assertThat(payloads).isEmpty();
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void anyValueOfAnyFieldIsCopiedAsReceived(@ForAll long seed) {
    String value = new JsonTexts(new Random(seed)).value();

    assertThat(Splitting.payloads(Splitting.split(Splitting.body("other", value))))
        .containsExactly(value);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void aRedeliveryWrittenDifferentlyHasTheSameIdentity(@ForAll long seed) {
    String value = new JsonTexts(new Random(seed)).value();
    String rewritten = Splitting.body("other", TREES.readTree(value).toPrettyString());
    // Numbers count as they are written, and a tree writes them anew.
    if (value.matches("(?s).*[0-9].*")) {
      return;
    }
    assertThat(Splitting.split(rewritten).getFirst().event().getIdentity())
        .isEqualTo(
            Splitting.split(Splitting.body("other", value)).getFirst().event().getIdentity());
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void aDamagedBodyIsRefusedOrSplitAsItsTreeSays(@ForAll long seed) {
    Random random = new Random(seed);
    String webhook = WebhookTexts.body(new WebhookTexts(random).values());
    byte[] body = damage(webhook.getBytes(StandardCharsets.UTF_8), random);

    Optional<List<KeyedEvent>> events = split(body);

    Optional<JsonNode> tree = tree(body);
    if (events.isPresent()) {
      assertThat(tree).isPresent();
      assertThat(count(events.get(), EventKind.MESSAGE))
          .isEqualTo(elements(tree.get(), "messages"));
      assertThat(count(events.get(), EventKind.STATUS)).isEqualTo(elements(tree.get(), "statuses"));
      Splitting.payloads(events.get()).forEach(TREES::readTree);
    }
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void noiseIsRefused(@ForAll byte[] noise) {
    assertThat(split(noise)).isEmpty();
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void soupOfJsonIsRefusedOrHasNoMessages(@ForAll("soup") String soup) {
    split(soup.getBytes(StandardCharsets.UTF_8));
    split(Splitting.body("messages", soup).getBytes(StandardCharsets.UTF_8));
    split("{\"entry\":[%s]}".formatted(soup).getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u12",
            "\"id\"",
            "\"value\"",
            "\"changes\"",
            "\"messages\"",
            "1",
            "-",
            ".5",
            "e",
            "true",
            "nul",
            " ",
            "\n",
            "ü",
            "\u0000",
            "\uFEFF")
        .list()
        .ofMaxSize(30)
        .map(tokens -> String.join("", tokens));
  }

  /// Anything but a refusal is an error of the splitter.
  private Optional<List<KeyedEvent>> split(byte[] body) {
    try {
      return Optional.of(splitter.split(body, Splitting.OWNERS).events());
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private static byte[] damage(byte[] body, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : body) {
      bytes.add(b);
    }
    byte[] structure = "{}[]\",:\\ 0n".getBytes(StandardCharsets.US_ASCII);
    for (int wound = random.nextInt(4); wound >= 0 && !bytes.isEmpty(); wound--) {
      int at = random.nextInt(bytes.size());
      int end = Math.min(bytes.size(), at + 1 + random.nextInt(20));
      switch (random.nextInt(6)) {
        case 0 -> bytes.set(at, (byte) random.nextInt(256));
        case 1 -> bytes.set(at, structure[random.nextInt(structure.length)]);
        case 2 -> bytes.add(at, structure[random.nextInt(structure.length)]);
        case 3 -> bytes.subList(at, end).clear();
        case 4 -> bytes.addAll(at, new ArrayList<>(bytes.subList(at, end)));
        default -> bytes.subList(at, bytes.size()).clear();
      }
    }
    byte[] damaged = new byte[bytes.size()];
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] = bytes.get(i);
    }
    return damaged;
  }

  private static Optional<JsonNode> tree(byte[] body) {
    try {
      return Optional.of(TREES.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static long elements(JsonNode tree, String name) {
    long elements = 0;
    for (JsonNode entry : tree.path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        JsonNode list = change.path("value").path(name);
        elements +=
            change.path("field").asString("").equals("messages") && list.isArray()
                ? list.size()
                : 0;
      }
    }
    return elements;
  }

  private static long count(List<KeyedEvent> events, EventKind kind) {
    return events.stream().filter(event -> event.event().getKind() == kind).count();
  }
}
