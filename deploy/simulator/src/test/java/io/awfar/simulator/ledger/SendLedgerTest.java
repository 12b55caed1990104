package io.awfar.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SendLedgerTest {

  @Test
  void aMessageThatCameTwiceIsCountedByItsCallbackDataAndByItsBody() {
    SendLedger ledger = new SendLedger(10);
    accept(ledger, "a", "1");
    accept(ledger, "a", "1");
    accept(ledger, "a", "another body");
    accept(ledger, "b", "2");
    accept(ledger, "", "3");
    accept(ledger, "", "3");
    SendCounts counts = ledger.counts();
    assertThat(counts.sendsAccepted()).isEqualTo(6);
    assertThat(counts.sendsRepeated()).isEqualTo(2);
    assertThat(counts.bodiesRepeated()).isEqualTo(2);
    assertThat(counts.sendsUncompared()).isZero();
    assertThat(ledger.send("a")).contains(new AcceptedSend("a", 3, "wamid.1"));
    assertThat(ledger.send("b").orElseThrow().times()).isEqualTo(1);
    assertThat(ledger.send("c")).isEmpty();
    assertThat(ledger.repeated()).extracting(AcceptedSend::callbackData).containsExactly("a");
  }

  @Test
  void whatCannotBeComparedForLackOfMemoryIsCounted() {
    SendLedger ledger = new SendLedger(2);
    for (int i = 0; i < 5; i++) {
      accept(ledger, "send-" + i, "body " + i);
    }
    accept(ledger, "send-0", "body 0");
    assertThat(ledger.counts().sendsUncompared()).isEqualTo(3);
    assertThat(ledger.counts().sendsRepeated()).isEqualTo(1);
    assertThat(ledger.counts().bodiesRepeated()).isEqualTo(1);
    assertThat(ledger.send("send-4")).isEmpty();
  }

  @Test
  void marksOfReadingAreKeptByMessage() {
    SendLedger ledger = new SendLedger(1);
    ledger.read("wamid.1", false);
    ledger.read("wamid.1", true);
    ledger.read("wamid.2", false);
    assertThat(ledger.reads("wamid.1")).isEqualTo(2);
    assertThat(ledger.reads("wamid.2")).isZero();
    assertThat(ledger.counts().readMarks()).isEqualTo(3);
    assertThat(ledger.counts().typingIndicators()).isEqualTo(1);
  }

  private static void accept(SendLedger ledger, String callbackData, String body) {
    ledger.accepted(callbackData, body.getBytes(StandardCharsets.UTF_8), "wamid." + body);
  }
}
