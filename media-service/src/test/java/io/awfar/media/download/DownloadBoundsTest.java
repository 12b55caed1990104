package io.awfar.media.download;

import static io.awfar.media.PlayedApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.awfar.media.PlayedApi;
import io.awfar.media.TestFiles;
import io.awfar.media.download.Lookup.Located;
import io.awfar.media.download.WhatsAppFault.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// How much a download takes of the disk and of time.
class DownloadBoundsTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] CONTENT = TestFiles.random(200_000, 7);

  @TempDir Path folder;

  private final List<Long> taken = new ArrayList<>();
  private final Room room = taken::add;
  private PlayedApi api;
  private WhatsAppMedia media;
  private Path target;

  @BeforeEach
  void start() {
    api = PlayedApi.start();
    media = WhatsAppMediaTest.clientOf(api.url(), Duration.ofSeconds(1));
    target = folder.resolve("file");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void roomIsTakenForWhatIsAnnouncedBeforeAnyOfItComes() throws Exception {
    api.play("/file/1", bytes(200, CONTENT));
    api.play(
        "/unstated",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(CONTENT);
        });
    Room full =
        bytes -> {
          throw new CrowdedException();
        };

    assertThatThrownBy(() ->
            media.fetch(at("/file/1", null, CONTENT.length), PlayedApi.TOKEN, target, LONG, full))
        .isInstanceOf(CrowdedException.class);
    assertThat(api.requests()).isEmpty();
    media.fetch(at("/file/1", null, CONTENT.length), PlayedApi.TOKEN, target, LONG, room);
    media.fetch(at("/file/1", null, -1), PlayedApi.TOKEN, target, LONG, room);
    media.fetch(at("/unstated", null, -1), PlayedApi.TOKEN, target, LONG, room);

    assertThat(taken)
        .containsExactly(
            (long) CONTENT.length, (long) CONTENT.length, DataSize.ofMegabytes(1).toBytes());
  }

  @Test
  void aFileThatGoesOnBeyondWhatWasAnnouncedIsNotReadToItsEnd() {
    api.play(
        "/unstated",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(CONTENT);
          exchange.getResponseBody().flush();
          PlayedApi.await(new CountDownLatch(1));
        });

    assertThat(faultOf(at("/unstated", null, 100)).reason()).isEqualTo("size-mismatch");
  }

  @Test
  void aFileHasNoMoreTimeThanItIsGiven() {
    api.play(
        "/file/1",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 1000);
          exchange.getResponseBody().flush();
          PlayedApi.await(new CountDownLatch(1));
        });

    assertThat(
            catchThrowableOfType(
                WhatsAppFault.class,
                () ->
                    media.fetch(
                        at("/file/1", null, -1),
                        PlayedApi.TOKEN,
                        target,
                        Duration.ofMillis(300),
                        room)))
        .matches(WhatsAppFault::isTimeOut);
    assertThat(
            catchThrowableOfType(
                WhatsAppFault.class,
                () -> media.locate("1", PlayedApi.TOKEN, Duration.ofSeconds(-1))))
        .matches(WhatsAppFault::isTimeOut);
  }

  @Test
  void aFileCutShortIsAFault() {
    api.play(
        "/file/1",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 1000);
        });

    assertThat(faultOf(at("/file/1", null, -1)).kind()).isEqualTo(Kind.FAILING);
  }

  @Test
  void aServerThatFallsSilentIsAFault() {
    media = WhatsAppMediaTest.clientOf(api.url(), Duration.ofMillis(200));
    api.play(
        "/file/1",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 1000);
          exchange.getResponseBody().flush();
          PlayedApi.await(new CountDownLatch(1));
        });

    assertThat(faultOf(at("/file/1", null, -1)).reason()).isEqualTo("timed-out");
  }

  @Test
  void aFileBeyondTheBoundIsRefusedBeforeItIsWhole() throws Exception {
    byte[] big = new byte[1_100_000];
    api.play("/stated", bytes(200, big));
    api.play(
        "/unstated",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(big);
        });

    assertThat(media.fetch(at("/stated", null, 5_000_000), PlayedApi.TOKEN, target, LONG, room))
        .isEqualTo(Refused.TOO_LARGE);
    assertThat(api.requests("/stated")).isZero();
    assertThat(media.fetch(at("/stated", null, -1), PlayedApi.TOKEN, target, LONG, room))
        .isEqualTo(Refused.TOO_LARGE);
    assertThat(media.fetch(at("/unstated", null, -1), PlayedApi.TOKEN, target, LONG, room))
        .isEqualTo(Refused.TOO_LARGE);
  }

  private Located at(String path, String sha256, long size) {
    return new Located(api.url() + path, null, sha256, size);
  }

  private WhatsAppFault faultOf(Located located) {
    return catchThrowableOfType(
        WhatsAppFault.class, () -> media.fetch(located, PlayedApi.TOKEN, target, LONG, room));
  }
}
