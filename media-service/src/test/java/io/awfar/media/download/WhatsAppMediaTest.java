package io.awfar.media.download;

import static io.awfar.media.PlayedApi.bytes;
import static io.awfar.media.PlayedApi.error;
import static io.awfar.media.PlayedApi.json;
import static io.awfar.media.PlayedApi.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.awfar.media.MediaSettings;
import io.awfar.media.PlayedApi;
import io.awfar.media.TestFiles;
import io.awfar.media.download.Download.Fetched;
import io.awfar.media.download.Lookup.Located;
import io.awfar.media.download.WhatsAppFault.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class WhatsAppMediaTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Room room = bytes -> {};

  private static final byte[] CONTENT = TestFiles.random(200_000, 7);

  @TempDir Path folder;

  private PlayedApi api;
  private WhatsAppMedia media;
  private Path target;

  @BeforeEach
  void start() {
    api = PlayedApi.start();
    media = clientOf(api.url(), Duration.ofSeconds(1));
    target = folder.resolve("file");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aLookUpTellsWhereTheFileIs() throws Exception {
    api.file("1", CONTENT);

    assertThat(media.locate("1", PlayedApi.TOKEN, LONG))
        .isEqualTo(
            new Located(
                api.url() + "/file/1", "image/jpeg", TestFiles.hex(CONTENT), CONTENT.length));
  }

  @Test
  void anIdCannotLeaveItsPlaceInThePath() throws Exception {
    api.play("/v23.0/../me/accounts", bytes(200, CONTENT));

    catchThrowableOfType(
        WhatsAppFault.class, () -> media.locate("../me/accounts", PlayedApi.TOKEN, LONG));

    assertThat(api.requests()).noneMatch(path -> path.equals("/me/accounts"));
  }

  @ParameterizedTest
  @CsvSource({
    "500,-1,FAILING",
    "503,-1,FAILING",
    "400,2,FAILING",
    "429,-1,THROTTLED",
    "400,80007,THROTTLED",
    "400,130429,THROTTLED",
    "401,190,ACCESS_REFUSED",
    "400,190,ACCESS_REFUSED",
    "403,10,ACCESS_REFUSED",
    "400,613,THROTTLED",
    "400,131031,ACCESS_REFUSED",
    "404,-1,GONE",
    "400,100,GONE",
    "400,-1,DENIED",
    "400,4711,DENIED"
  })
  void anErrorIsToldByItsCodeBeforeItsStatus(int status, int code, Kind kind) {
    api.play("/v23.0/1", error(status, code));

    WhatsAppFault fault =
        catchThrowableOfType(WhatsAppFault.class, () -> media.locate("1", PlayedApi.TOKEN, LONG));

    assertThat(fault.kind()).isEqualTo(kind);
  }

  @Test
  void aRequestThatIsWrongForGoodIsRefused() throws Exception {
    api.play("/v23.0/1", error(400, 131052));

    assertThat(media.locate("1", PlayedApi.TOKEN, LONG)).isEqualTo(Refused.LOOKUP);
  }

  @Test
  void anAnswerWithoutUrlIsAFault() {
    api.play("/v23.0/1", json(200, "{\"id\":\"1\"}"));
    api.play("/v23.0/2", json(200, "<html>maintenance</html>"));

    assertThat(
            catchThrowableOfType(
                    WhatsAppFault.class, () -> media.locate("1", PlayedApi.TOKEN, LONG))
                .kind())
        .isEqualTo(Kind.FAILING);
    assertThat(
            catchThrowableOfType(
                    WhatsAppFault.class, () -> media.locate("2", PlayedApi.TOKEN, LONG))
                .kind())
        .isEqualTo(Kind.FAILING);
  }

  @Test
  void nobodyListeningIsAFaultOfItsOwn() {
    api.goDown();

    assertThat(
            catchThrowableOfType(
                    WhatsAppFault.class, () -> media.locate("1", PlayedApi.TOKEN, LONG))
                .kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aFileIsWrittenAndHashed() throws Exception {
    api.file("1", CONTENT);

    assertThat(
            media.fetch(
                (Located) media.locate("1", PlayedApi.TOKEN, LONG),
                PlayedApi.TOKEN,
                target,
                LONG,
                room))
        .isEqualTo(new Fetched(CONTENT.length, TestFiles.hex(CONTENT)));
    assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
  }

  @Test
  void theHashMayBeStatedInBase64() throws Exception {
    api.file("1", CONTENT);

    assertThat(
            media.fetch(
                at("/file/1", TestFiles.base64(CONTENT), -1), PlayedApi.TOKEN, target, LONG, room))
        .isInstanceOf(Fetched.class);
  }

  @Test
  void anotherContentThanStatedIsNotTaken() {
    api.file("1", CONTENT);

    assertThat(faultOf(at("/file/1", TestFiles.hex(new byte[1]), -1)).reason())
        .isEqualTo("hash-mismatch");
    assertThat(faultOf(at("/file/1", null, 17)).reason()).isEqualTo("size-mismatch");
  }

  @Test
  void theTokenGoesNowhereButToAllowedHosts() throws Exception {
    try (PlayedApi stranger = PlayedApi.start()) {
      stranger.file("1", CONTENT);
      api.play("/redirect", redirect(stranger.url() + "/file/1"));

      for (Located refused :
          List.of(
              new Located(stranger.url() + "/file/1", null, null, -1),
              at("/redirect", null, -1),
              new Located("file:///etc/passwd", null, null, -1))) {
        assertThat(faultOf(refused).reason()).isEqualTo("url-refused");
      }
      assertThat(stranger.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectWithinAllowedHostsIsFollowedAFewTimes() throws Exception {
    api.file("1", CONTENT);
    api.play("/redirect", redirect("/file/1"));
    api.play("/circle", redirect("/circle"));

    assertThat(media.fetch(at("/redirect", null, -1), PlayedApi.TOKEN, target, LONG, room))
        .isInstanceOf(Fetched.class);
    assertThat(faultOf(at("/circle", null, -1)).reason()).isEqualTo("url-refused");
  }

  private Located at(String path, String sha256, long size) {
    return new Located(api.url() + path, null, sha256, size);
  }

  private WhatsAppFault faultOf(Located located) {
    return catchThrowableOfType(
        WhatsAppFault.class, () -> media.fetch(located, PlayedApi.TOKEN, target, LONG, room));
  }

  static WhatsAppMedia clientOf(String url, Duration silenceTimeMax) {
    MediaSettings.WhatsApp settings =
        new MediaSettings.WhatsApp(
            URI.create(url),
            "v23.0",
            PlayedApi.TOKEN,
            "",
            List.of("*.fbcdn.net"),
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(1),
            silenceTimeMax,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    OkHttpClient http =
        new OkHttpClient.Builder().readTimeout(silenceTimeMax).followRedirects(false).build();
    return new WhatsAppMedia(http, HttpUrl.get(url), settings, new Answers(JsonMapper.shared()));
  }
}
