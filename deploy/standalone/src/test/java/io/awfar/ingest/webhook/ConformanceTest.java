package io.awfar.ingest.webhook;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.awfar.dedup.normalise.Normalised;
import io.awfar.dedup.normalise.Normaliser;
import io.awfar.ingest.channel.AppSecret;
import io.awfar.ingest.channel.ChannelOwners;
import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.KnownChannels;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.testservers.PublicExamples;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every example of a webhook goes through the edge and the normaliser, and comes out as what it
/// is: the project's own always, those of Meta's description of the API and of public SDKs where
/// they lie beside the checkout.
class ConformanceTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path OWN = Path.of("../../dedup-stream/src/test/resources/payloads");

  /// Types and statuses that the examples made up, or that say that WhatsApp does not know either.
  private static final Set<String> TRULY_UNKNOWN =
      Set.of("hologram", "unknown", "savoured", "captured");

  /// Members that the examples made up.
  private static final Set<String> MADE_UP = Set.of("some_data");

  /// The record of the contract for each field that has one.
  private static final Map<Set<String>, Function<ChannelEvent, Object>> DETAILS =
      Map.ofEntries(
          entry(
              Set.of(
                  "message_template_status_update",
                  "message_template_quality_update",
                  "message_template_components_update",
                  "template_category_update"),
              ChannelEvent::getTemplate),
          entry(Set.of("account_alerts"), ChannelEvent::getAccountAlert),
          entry(Set.of("account_update", "account_review_update"), ChannelEvent::getAccount),
          entry(
              Set.of("phone_number_name_update", "phone_number_quality_update"),
              ChannelEvent::getPhoneNumber),
          entry(Set.of("business_capability_update"), ChannelEvent::getCapability),
          entry(Set.of("user_preferences"), ChannelEvent::getPreferences),
          entry(Set.of("calls"), ChannelEvent::getCalls),
          entry(Set.of("flows"), ChannelEvent::getFlow),
          entry(Set.of("security"), ChannelEvent::getSecurity),
          entry(
              Set.of(
                  "group_lifecycle_update",
                  "group_participants_update",
                  "group_participant_update",
                  "group_settings_update",
                  "group_status_update"),
              ChannelEvent::getGroups),
          entry(Set.of("user_id_update"), ChannelEvent::getUserIdChanges),
          entry(Set.of("smb_app_state_sync"), ChannelEvent::getSyncedContacts));

  /// The records that are there if a member says what they tell, whatever the field.
  private static final Map<Function<ChannelEvent, Object>, Predicate<JsonNode>> DETAILS_IF_TOLD =
      Map.of(
          ChannelEvent::getErrors,
          value -> value.path("errors").findValue("code") != null,
          ChannelEvent::getHistoryProgress,
          value ->
              Stream.of("phase", "chunk_order", "progress", "code")
                  .anyMatch(name -> value.path("history").findValue(name) != null));

  private static final List<String> MESSAGES =
      List.of("/messages", "/message_echoes", "/statuses", "/errors");

  private final WebhookSplitter splitter =
      new WebhookSplitter(
          new WebhookSettings(
              List.of("secret"),
              "token",
              DataSize.ofMegabytes(3),
              Duration.ofSeconds(10),
              Duration.ofSeconds(60),
              20_000,
              DataSize.ofMegabytes(16),
              64,
              Duration.ofSeconds(5)),
          Clock.systemUTC());
  private final ChannelOwners owners =
      KnownChannels.configured(
              List.of("secret"), "token", new ChannelSettings(new UUID(0, 7), Map.of(), "", 1))
          .signedBy(AppSecret.of("secret"));
  private final Normaliser normaliser = new Normaliser(1 << 20);

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @TestFactory
  Stream<DynamicTest> ownExamplesAreRecognised() throws IOException {
    return files(OWN);
  }

  @TestFactory
  Stream<DynamicTest> examplesOfPublicSdksAreRecognised() throws IOException {
    Path fixtures = PublicExamples.find("fixtures").orElse(null);
    return fixtures == null ? skipped("fixtures") : files(fixtures);
  }

  @TestFactory
  Stream<DynamicTest> examplesOfMetasDescriptionAreRecognised() throws IOException {
    Path contracts = PublicExamples.find("contracts").orElse(null);
    if (contracts == null) {
      return skipped("contracts");
    }
    try (Stream<Path> files = Files.list(contracts)) {
      List<JsonNode> examples =
          files.filter(file -> file.toString().endsWith(".yaml")).toList().stream()
              .flatMap(ConformanceTest::examples)
              .toList();
      assertThat(examples).isNotEmpty();
      return examples.stream()
          .map(example ->
              DynamicTest.dynamicTest(
                  example.at("/entry/0/changes/0/field").asString("")
                      + " "
                      + example.at("/entry/0/changes/0/value/messages/0/type").asString(""),
                  () -> check(JSON.writeValueAsBytes(example))));
    }
  }

  private void check(byte[] body) {
    List<KeyedEvent> events = splitter.split(body, owners).events();

    assertThat(events).hasSizeGreaterThanOrEqualTo(parts(JSON.readTree(body)));
    for (KeyedEvent event : events) {
      switch (normaliser.normalise(event.event())) {
        case Normalised.OfMessage(var message) -> check(message);
        case Normalised.OfStatus(var status) -> {
          if (!TRULY_UNKNOWN.contains(status.getStatusName())) {
            assertThat(status.getStatus()).isNotEqualTo(DeliveryStatus.UNKNOWN);
          }
        }
        case Normalised.OfChannelEvent(var change) -> {
          assertThat(change.getField()).isEqualTo(event.event().getField()).isNotEqualTo("unknown");
          check(change);
        }
        case Normalised.Quarantined quarantined ->
            throw new AssertionError(quarantined.reason() + ": " + quarantined.detail());
      }
    }
  }

  /// Exactly the records of what it tells are there, and they say something.
  private static void check(ChannelEvent event) {
    DETAILS.forEach((fields, details) ->
        assertThat(details.apply(event) != null)
            .as("%s of %s", fields, event.getField())
            .isEqualTo(fields.contains(event.getField())));
    JsonNode value = JSON.readTree(event.getContent());
    DETAILS_IF_TOLD.forEach((details, isTold) ->
        assertThat(details.apply(event) != null)
            .as(event.getField())
            .isEqualTo(isTold.test(value)));
    boolean made = MADE_UP.stream().anyMatch(value::has);
    if (!made) {
      Stream.concat(DETAILS.values().stream(), DETAILS_IF_TOLD.keySet().stream())
          .map(details -> details.apply(event))
          .filter(Objects::nonNull)
          .forEach(told -> assertThat(says(told)).as(event.getField()).isTrue());
    }
  }

  private static boolean says(Object told) {
    return switch (told) {
      case Collection<?> items -> items.stream().anyMatch(ConformanceTest::says);
      case SpecificRecord record ->
          record.getSchema().getFields().stream()
              .filter(field -> !field.name().equals("occurredAt"))
              .map(field -> record.get(field.pos()))
              .filter(Objects::nonNull)
              .anyMatch(ConformanceTest::says);
      default -> true;
    };
  }

  private static void checkParts(Message message) {
    assertThat(message.getSharedContacts() != null)
        .isEqualTo(message.getType() == MessageType.CONTACTS);
    assertThat(message.getOrder() != null).isEqualTo(message.getType() == MessageType.ORDER);
    JsonNode content =
        message.getContent() == null
            ? JSON.createObjectNode()
            : JSON.readTree(message.getContent());
    assertThat(message.getReferral() != null).isEqualTo(content.has("referral"));
    Stream.of(message.getSharedContacts(), message.getOrder(), message.getReferral())
        .filter(Objects::nonNull)
        .forEach(told -> assertThat(says(told)).as(message.getTypeName()).isTrue());
  }

  private static void check(Message message) {
    checkParts(message);
    if (TRULY_UNKNOWN.contains(message.getTypeName())) {
      assertThat(message.getType()).isEqualTo(MessageType.UNKNOWN);
    } else {
      assertThat(message.getType())
          .isEqualTo(MessageType.valueOf(message.getTypeName().toUpperCase(Locale.ROOT)));
    }
  }

  /// How many messages, statuses and errors a webhook holds, or changes where it holds none.
  private static int parts(JsonNode webhook) {
    int parts = 0;
    for (JsonNode entry : webhook.path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        JsonNode value = change.path("value");
        int events = MESSAGES.stream().mapToInt(name -> value.at(name).size()).sum();
        for (JsonNode chunk : value.path("history")) {
          for (JsonNode thread : chunk.path("threads")) {
            events += thread.path("messages").size();
          }
        }
        parts += Math.max(1, events);
      }
    }
    return parts;
  }

  private Stream<DynamicTest> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> examples =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(examples).isNotEmpty();
      return examples.stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(), () -> check(Files.readAllBytes(file))));
    }
  }

  private static Stream<DynamicTest> skipped(String what) {
    return Stream.of(
        DynamicTest.dynamicTest(
            what, () -> abort("no folder of public " + what + " beside the checkout")));
  }

  private static Stream<JsonNode> examples(Path yaml) {
    try (var reader = Files.newBufferedReader(yaml)) {
      return webhooks(JSON.valueToTree(new Yaml().<Object>load(reader))).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> webhooks(JsonNode node) {
    return node.path("object").asString("").equals("whatsapp_business_account")
            && node.path("entry").isArray()
        ? Stream.of(node)
        : node.valueStream().flatMap(ConformanceTest::webhooks);
  }
}
