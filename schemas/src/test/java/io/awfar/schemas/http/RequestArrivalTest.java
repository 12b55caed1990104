package io.awfar.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestArrivalTest {

  private static final long AFTER_ANY_SECONDS = 20;

  private final EmbeddedChannel connection =
      new EmbeddedChannel(new RequestArrival(Duration.ofSeconds(10)));

  @Test
  void aConnectionWhoseRequestDoesNotEndIsClosed() {
    connection.writeInbound(head());
    connection.writeInbound(body());
    pass(9);
    assertThat(connection.isOpen()).isTrue();

    connection.writeInbound(body());
    pass(7);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aConnectionWhoseRequestsEndStaysOpenAndHasNoTimer() {
    for (int request = 0; request < 3; request++) {
      connection.writeInbound(head(), LastHttpContent.EMPTY_LAST_CONTENT);
      connection.writeInbound(head());
      connection.writeInbound(body(), LastHttpContent.EMPTY_LAST_CONTENT);
    }
    assertThat(connection.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);

    pass(AFTER_ANY_SECONDS);

    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void theNextRequestHasATimeOfItsOwn() {
    connection.writeInbound(head());
    pass(9);
    connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    connection.writeInbound(head());
    pass(9);
    assertThat(connection.isOpen()).isTrue();

    pass(7);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aRequestMayHaveMoreTimeThanOthers() {
    EmbeddedChannel mixed =
        new EmbeddedChannel(
            new RequestArrival(
                request -> Duration.ofSeconds(request.method() == HttpMethod.PUT ? 100 : 10)));
    mixed.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PUT, "/"));
    pass(mixed, AFTER_ANY_SECONDS);
    assertThat(mixed.isOpen()).isTrue();
    mixed.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

    mixed.writeInbound(head());
    pass(mixed, AFTER_ANY_SECONDS);

    assertThat(mixed.isOpen()).isFalse();
  }

  @Test
  void aConnectionThatIsGoneHasNoTimer() {
    connection.writeInbound(head());

    connection.close();

    assertThat(connection.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);
  }

  private void pass(long seconds) {
    pass(connection, seconds);
  }

  private static void pass(EmbeddedChannel connection, long seconds) {
    connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
    connection.runScheduledPendingTasks();
    connection.runPendingTasks();
  }

  private static DefaultHttpRequest head() {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
  }

  private static DefaultHttpContent body() {
    return new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[] {1}));
  }
}
