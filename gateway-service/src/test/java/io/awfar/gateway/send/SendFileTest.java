package io.awfar.gateway.send;

import static io.awfar.gateway.send.SendGateway.OTHER;
import static io.awfar.gateway.send.SendGateway.OWN;
import static io.awfar.gateway.send.SendGateway.accepted;
import static io.awfar.gateway.send.SendGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.media.PlayedMedia;
import io.awfar.testservers.TestKafka;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Files that were uploaded, on their way to a customer.
class SendFileTest {

  private static final String PATH = OWN + "/" + "a".repeat(64);

  private static PlayedMedia media;
  private static SendGateway gateway;

  @BeforeAll
  static void start() {
    media = PlayedMedia.start();
    gateway = SendGateway.startOn(TestKafka.bootstrapServers(), "AWFAR_MEDIA_URL=" + media.url());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    media.close();
  }

  private static String image(UUID chat, String file) {
    return "{'chatId':'" + chat + "','image':{" + file + "}}";
  }

  @Test
  void aFileIsSentByItsPathAndTheCommandHasWhatsAppsIdOfIt() {
    UUID chat = gateway.openChat("7601", "967777000601");

    accepted(gateway.send(image(chat, "'path':'" + PATH + "','caption':'look'")));

    assertThat(media.asked().getLast().request()).isEqualTo("POST /files/" + PATH + "/media-ids");
    assertThat(WrittenSends.of("7601"))
        .singleElement()
        .satisfies(record ->
            assertThat(record.value().getContent())
                .contains("\"id\":\"wa-77\"", "\"caption\":\"look\"")
                .doesNotContain("path"));
  }

  @Test
  void aPathThatIsNoneIsToldWithItsPlace() {
    UUID chat = gateway.openChat("7602", "967777000602");

    for (String file :
        new String[] {
          "'path':'../../etc/passwd'",
          "'path':'" + PATH + "','id':'5'",
          "'path':'" + PATH + "','link':'https://a.b/c'"
        }) {
      assertThat(refusal(gateway.send(image(chat, file)), 400, "validation_failed").toString())
          .contains("image.path");
    }
    assertThat(WrittenSends.of("7602")).isEmpty();
  }

  @Test
  void aFileOfAnotherWorkspaceIsNotSent() {
    UUID chat = gateway.openChat("7603", "967777000603");
    String foreign = OTHER + "/" + "a".repeat(64);

    refusal(gateway.send(image(chat, "'path':'" + foreign + "'")), 404, "file_unknown");
    assertThat(WrittenSends.of("7603")).isEmpty();
  }

  @Test
  void aFileThatWhatsAppDoesNotTakeIsNotSent() {
    UUID chat = gateway.openChat("7604", "967777000604");
    media.refuse(422, "{\"code\":\"file_kind_unfit\",\"kind\":\"video\"}");
    try {
      assertThat(
              refusal(gateway.send(image(chat, "'path':'" + PATH + "'")), 422, "file_kind_unfit")
                  .path("kind")
                  .asString())
          .isEqualTo("video");
      media.refuse(503, "{\"code\":\"whatsapp_unavailable\"}");
      refusal(gateway.send(image(chat, "'path':'" + PATH + "'")), 503, "whatsapp_unavailable");
    } finally {
      media.refuse(0, "");
    }
    assertThat(WrittenSends.of("7604")).isEmpty();
  }
}
