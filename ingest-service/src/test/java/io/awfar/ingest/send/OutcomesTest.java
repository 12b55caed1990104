package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.attempt.MockJournals;
import io.awfar.ingest.call.Answered;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutcomesTest {

  private final PartitionSends partition =
      new PartitionSends(new TopicPartition("whatsapp.sends", 0), 0, MockJournals.open(0));

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @AfterEach
  void close() {
    partition.journal().close();
  }

  @Test
  void aNumberThatWhatsAppTakesForAnotherIsToldWithBoth() {
    JsonNode outcome = accepted("+5511987654321", new Answered("551187654321", "BR.1"));

    assertThat(outcome.path("recipient_id").asString()).isEqualTo("5511987654321");
    assertThat(outcome.path("recipient_wa_id").asString()).isEqualTo("551187654321");
    assertThat(outcome.path("recipient_user_id").asString()).isEqualTo("BR.1");
  }

  @Test
  void whatWhatsAppOnlyRepeatsIsNotTold() {
    JsonNode outcome = accepted("+4915112345", new Answered("4915112345", null));

    assertThat(outcome.path("recipient_id").asString()).isEqualTo("4915112345");
    assertThat(outcome.has("recipient_wa_id")).isFalse();
    assertThat(outcome.has("recipient_user_id")).isFalse();
  }

  @Test
  void aRecipientKnownByUserIdIsToldWithTheNumberThatWhatsAppTells() {
    JsonNode outcome = accepted("BR.1", new Answered("551187654321", "BR.1"));

    assertThat(outcome.has("recipient_id")).isFalse();
    assertThat(outcome.path("recipient_user_id").asString()).isEqualTo("BR.1");
    assertThat(outcome.path("recipient_wa_id").asString()).isEqualTo("551187654321");
  }

  @Test
  void aGroupIsNobody() {
    JsonNode outcome =
        outcome(
            command("120363").setRecipientType(RecipientType.GROUP).build(),
            new Ending.Accepted("wamid.A", new Answered("120363999", "BR.1")));

    assertThat(outcome.path("recipient_type").asString()).isEqualTo("group");
    assertThat(outcome.has("recipient_wa_id")).isFalse();
    assertThat(outcome.has("recipient_user_id")).isFalse();
  }

  private JsonNode accepted(String to, Answered answered) {
    return outcome(command(to).build(), new Ending.Accepted("wamid.A", answered));
  }

  private JsonNode outcome(SendCommand command, Ending ending) {
    Send send = new Send(command, "c|1", partition, 0, new byte[0], false);
    var event = Outcomes.of(send, ending, Instant.EPOCH).event();
    return JsonMapper.shared()
        .readTree(StandardCharsets.UTF_8.decode(event.getPayload()).toString())
        .path("statuses")
        .path(0);
  }

  private static SendCommand.Builder command(String to) {
    return SendCommand.newBuilder()
        .setSendId(new UUID(0, 7))
        .setOwnerId(new UUID(0, 1))
        .setChannelId("c")
        .setTo(to)
        .setType("text")
        .setContent("{}")
        .setRequestedAt(Instant.EPOCH);
  }
}
