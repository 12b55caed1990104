package io.awfar.schemas.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelDeletionTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.120Z");

  @Test
  void whatIsWrittenIsReadAgainAndReplacesWhatWasThere() {
    Headers headers = new RecordHeaders();
    new ChannelDeletion(UUID.randomUUID(), 1, NOON).set(headers);
    ChannelDeletion deletion = new ChannelDeletion(WORKSPACE, 3, NOON);

    deletion.set(headers);

    assertThat(headers.toArray()).hasSize(1);
    assertThat(headers.lastHeader("awfar-deletion").value())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("00000000-0000-4000-8000-000000000001 3 1795953600120");
    assertThat(ChannelDeletion.of(headers)).contains(deletion);
  }

  @Test
  void aTombstoneWithoutItSaysNothing() {
    assertThat(ChannelDeletion.of(new RecordHeaders())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x 3 1795953600120",
        "00000000-0000-4000-8000-000000000001",
        "00000000-0000-4000-8000-000000000001 3",
        "00000000-0000-4000-8000-000000000001 x 1795953600120",
        "00000000-0000-4000-8000-000000000001 3 noon",
        "00000000-0000-4000-8000-000000000001 3 1795953600120 4"
      })
  void whatCannotBeReadSaysNothing(String value) {
    Headers headers = new RecordHeaders();
    headers.add(ChannelDeletion.NAME, value.getBytes(StandardCharsets.US_ASCII));

    assertThat(ChannelDeletion.of(headers)).isEmpty();
  }
}
