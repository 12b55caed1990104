package io.awfar.persistence.contact;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Message;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactRowsTest {

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static Message from(Contact.Builder contact, String wamid, long second) {
    return message("c", "201", wamid, second).setContactBuilder(contact.setWaId("201")).build();
  }

  private Map<String, String> contact() {
    return rows.query("select * from contacts").getFirst();
  }

  @Test
  void theNewestNameWinsHoweverLateAnOlderOneComes() {
    rows.write(Topics.MESSAGES, from(Contact.newBuilder().setName("New"), "w2", 20));
    rows.write(Topics.MESSAGES, from(Contact.newBuilder().setName("Old"), "w1", 10));

    assertThat(contact()).containsEntry("name", "New");
    assertThat(rows.value("select created_at = '2026-03-01T08:00:10Z' from contacts"))
        .isEqualTo("t");
  }

  @Test
  void aMessageThatDoesNotSayAThingDoesNotTakeItAway() {
    rows.write(
        Topics.MESSAGES,
        from(Contact.newBuilder().setName("Amal").setUsername("amal").setPhone("201"), "w1", 10));
    rows.write(
        Topics.MESSAGES,
        from(Contact.newBuilder().setUserId("US.9").setParentUserId("US.P"), "w2", 20));

    assertThat(contact())
        .containsEntry("name", "Amal")
        .containsEntry("username", "amal")
        .containsEntry("phone", "201")
        .containsEntry("user_id", "US.9")
        .containsEntry("parent_user_id", "US.P");
    assertThat(rows.value("select seen_at = '2026-03-01T08:00:20Z' from contacts")).isEqualTo("t");
  }

  @Test
  void anOlderMessageStillFillsInWhatNobodySaidSince() {
    rows.write(Topics.MESSAGES, from(Contact.newBuilder().setName("Amal"), "w2", 20));
    rows.write(Topics.MESSAGES, from(Contact.newBuilder().setUserId("US.9"), "w1", 10));

    assertThat(contact()).containsEntry("name", "Amal").containsEntry("user_id", "US.9");
  }

  @Test
  void aContactIsKnownByWaIdElsePhoneElseUserId() {
    rows.write(
        Topics.MESSAGES,
        message("c", "1", "w1", 0)
            .setContactBuilder(Contact.newBuilder().setPhone("202").setUserId("US.2"))
            .build(),
        message("c", "2", "w2", 0)
            .setContactBuilder(Contact.newBuilder().setUserId("US.3"))
            .build());

    assertThat(rows.query("select wa_id from contacts order by 1"))
        .extracting(row -> row.get("wa_id"))
        .containsExactly("202", "US.3");
  }
}
