package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnsweredRequestTest {

  private static final int READ_TO_ITS_END = 1_000_000;

  private final EmbeddedChannel connection =
      new EmbeddedChannel(new AnsweredRequest(_ -> READ_TO_ITS_END));

  @AfterEach
  void close() {
    connection.finishAndReleaseAll();
  }

  @Test
  void aConnectionWhoseRequestGoesOnAfterItsAnswerIsClosed() {
    connection.writeInbound(head());
    answer(HttpResponseStatus.UNAUTHORIZED);
    assertThat(connection.isOpen()).as("for the answer to arrive").isTrue();

    connection.writeInbound(body(1));
    passMoreThanMax();

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void ofWhatGoesOnAfterAnAnswerLittleIsRead() {
    connection.writeInbound(head());
    answer(HttpResponseStatus.UNAUTHORIZED);
    for (int part = 0; part < 100; part++) {
      connection.writeInbound(body(10_000));
    }

    assertThat(connection.isOpen()).as("for the answer to arrive").isTrue();
    long read = 0;
    for (Object part = connection.readInbound(); part != null; part = connection.readInbound()) {
      read += part instanceof DefaultHttpContent body ? body.content().readableBytes() : 0;
      ReferenceCountUtil.release(part);
    }
    assertThat(read).isBetween(AnsweredRequest.MORE_BYTES_MAX, 100_000L);
  }

  @Test
  void aRequestThatEndsSoonAfterItsAnswerKeepsItsConnection() {
    for (int request = 0; request < 3; request++) {
      connection.writeInbound(head());
      answer(HttpResponseStatus.UNAUTHORIZED);
      connection.writeInbound(body(1), LastHttpContent.EMPTY_LAST_CONTENT);
    }
    assertThat(connection.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);

    passMoreThanMax();

    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void aRequestThatIsNotAnsweredIsLeftAlone() {
    connection.writeInbound(head());
    answer(HttpResponseStatus.CONTINUE);
    connection.writeInbound(body(READ_TO_ITS_END));

    passMoreThanMax();

    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void theAnswerOfTheRequestBeforeItIsNotItsOwn() {
    connection.writeInbound(head(), LastHttpContent.EMPTY_LAST_CONTENT, head());
    answer(HttpResponseStatus.OK);
    passMoreThanMax();
    assertThat(connection.isOpen()).isTrue();

    answer(HttpResponseStatus.OK);
    passMoreThanMax();

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aBodyThatSaysThatItIsSmallIsReadToItsEnd() {
    DefaultHttpRequest head = head();
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, READ_TO_ITS_END);
    connection.writeInbound(head);
    answer(HttpResponseStatus.UNAUTHORIZED);
    connection.writeInbound(body(READ_TO_ITS_END - 1));
    passMoreThanMax();
    connection.writeInbound(body(1), LastHttpContent.EMPTY_LAST_CONTENT);

    assertThat(connection.isOpen()).isTrue();
    assertThat(connection.inboundMessages()).hasSize(4);
  }

  @Test
  void aBodyThatSaysThatItIsLargeIsNot() {
    DefaultHttpRequest head = head();
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, READ_TO_ITS_END + 1);
    connection.writeInbound(head);
    answer(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);

    passMoreThanMax();

    assertThat(connection.isOpen()).isFalse();
  }

  private void answer(HttpResponseStatus status) {
    connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
  }

  private void passMoreThanMax() {
    connection.advanceTimeBy(
        AnsweredRequest.MORE_TIME_MAX.toMillis() + 1000, TimeUnit.MILLISECONDS);
    connection.runScheduledPendingTasks();
    connection.runPendingTasks();
  }

  private static DefaultHttpRequest head() {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
  }

  private static DefaultHttpContent body(int length) {
    return new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[length]));
  }
}
