package io.awfar.media.mediaid;

import static io.awfar.media.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.FileClient;
import io.awfar.media.PlayedApi;
import io.awfar.media.Samples;
import io.awfar.media.ServedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ids of WhatsApp that were kept a while ago, over HTTP.
class KeptMediaIdsIT {

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  @TempDir static Path spool;

  private static ServedFiles served;
  private static String agent;
  private static String path;

  private final PlayedApi api = served.api();
  private final FileClient files = served.files();

  @BeforeAll
  static void start() throws Exception {
    served = ServedFiles.start(spool);
    agent = served.gateway().token(OWNER, "agent");
    path = served.files().upload(agent, "a", Samples.png()).body().path("path").asString();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private String idOf(String channelId) throws Exception {
    return files.mediaId(agent, path, channelId, "image").body().path("id").asString("");
  }

  private void keep(String channelId, String id, Duration age) throws Exception {
    files.putMediaId(path, channelId, id, age);
  }

  private void takes(String channelId, String id) {
    api.play(
        "/v23.0/" + channelId + "/media",
        exchange -> {
          var unused = exchange.getRequestBody().readAllBytes();
          PlayedApi.json(200, "{\"id\":\"" + id + "\"}").answer(exchange);
        });
  }

  @Test
  void anIdThatIsDeadAtWhatsAppIsReplaced() throws Exception {
    List<PlayedApi.Play> dead =
        List.of(PlayedApi.error(404, -1), PlayedApi.error(410, -1), PlayedApi.error(400, 100, 33));
    for (int i = 0; i < dead.size(); i++) {
      String channelId = "60" + i;
      takes(channelId, "new-" + i);
      api.play("/v23.0/dead-" + i, dead.get(i));
      keep(channelId, "dead-" + i, TWO_DAYS);

      assertThat(idOf(channelId)).isEqualTo("new-" + i);
      assertThat(idOf(channelId)).isEqualTo("new-" + i);

      assertThat(api.requests("/v23.0/dead-" + i)).isEqualTo(1);
      assertThat(api.requests("/v23.0/" + channelId + "/media")).isEqualTo(1);
    }
  }

  @Test
  void anIdIsUsedAllTheSameWhenWhatsAppCannotSay() throws Exception {
    takes("610", "new");
    keep("610", "known", TWO_DAYS);
    List<PlayedApi.Play> doubts =
        List.of(
            PlayedApi.error(500, 100),
            PlayedApi.error(400, 130429),
            PlayedApi.error(429, 4),
            PlayedApi.error(401, 190),
            PlayedApi.redirect("/v23.0/elsewhere"),
            PlayedApi.json(400, "nonsense"),
            _ -> PlayedApi.await(new CountDownLatch(1)));
    for (PlayedApi.Play doubt : doubts) {
      api.play("/v23.0/known", doubt);
      assertThat(idOf("610")).isEqualTo("known");
    }
    assertThat(api.requests("/v23.0/known")).isEqualTo(doubts.size());
    assertThat(api.requests("/v23.0/610/media")).isZero();

    api.play("/v23.0/known", PlayedApi.error(404, -1));
    assertThat(idOf("610")).isEqualTo("new");
  }

  @Test
  void whatIsNoIdIsReplaced() throws Exception {
    List<String> unusable =
        List.of(
            "{}",
            "null",
            "",
            "[]",
            "\"an-id\"",
            "{\"id\":\"an-id\"}",
            "{\"id\":\"an-id\",\"uploadedAt\":null}",
            "{\"id\":\"an-id\",\"uploadedAt\":\"long ago\"}",
            "{\"uploadedAt\":\"" + Instant.now() + "\"}",
            "{\"id\":null,\"uploadedAt\":\"" + Instant.now() + "\"}",
            "{\"id\":\"\",\"uploadedAt\":\"" + Instant.now() + "\"}");
    for (int i = 0; i < unusable.size(); i++) {
      String channelId = "64" + i;
      takes(channelId, "new-" + i);
      files.put(path + ".whatsapp-" + channelId, text(unusable.get(i)), "application/json");

      assertThat(idOf(channelId)).as(unusable.get(i)).isEqualTo("new-" + i);
      assertThat(idOf(channelId)).isEqualTo("new-" + i);

      assertThat(api.requests("/v23.0/" + channelId + "/media")).isEqualTo(1);
    }
  }

  @Test
  void aYoungIdIsNotAskedAbout() throws Exception {
    keep("620", "young", Duration.ofHours(23));

    assertThat(idOf("620")).isEqualTo("young");

    assertThat(api.requests("/v23.0/young")).isZero();
  }

  @Test
  void anIdIsAskedAboutOnceADayForItsNumber() throws Exception {
    List<String> queries = new CopyOnWriteArrayList<>();
    api.play(
        "/v23.0/there",
        exchange -> {
          queries.add(exchange.getRequestURI().getQuery());
          PlayedApi.json(200, "{\"id\":\"there\"}").answer(exchange);
        });
    keep("630", "there", TWO_DAYS);

    for (int i = 0; i < 3; i++) {
      assertThat(idOf("630")).isEqualTo("there");
    }

    assertThat(queries).containsExactly("phone_number_id=630");
  }
}
