package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerProgressTest {

  /// More than the system takes for itself.
  private static final int ANSWER_BYTES = 32 << 20;

  private static final Duration TIME_MAX = Duration.ofSeconds(2);

  private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private Channel server;

  @BeforeEach
  void start() {
    ChannelInitializer<Channel> connection =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new AnswerProgress(TIME_MAX), new LongAnswer());
            accepted.complete(channel);
          }
        };
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(connection)
            .bind("localhost", 0)
            .syncUninterruptibly()
            .channel();
  }

  @AfterEach
  void stop() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void whoTakesNothingOfAnAnswerIsCutOff() throws Exception {
    try (Socket _ = connect()) {
      await().atMost(Duration.ofSeconds(20)).until(() -> !accepted.join().isActive());
    }
  }

  @Test
  void whoTakesAnAnswerSlowlyGetsItWhole() throws Exception {
    try (Socket client = connect()) {
      InputStream in = client.getInputStream();
      long slowUntil = System.nanoTime() + 3 * TIME_MAX.toNanos();
      AtomicLong taken = new AtomicLong();
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            taken.addAndGet(in.readNBytes(128 << 10).length);
            return System.nanoTime() > slowUntil;
          });
      assertThat(taken.get()).as("of one write").isLessThan(ANSWER_BYTES / 2);

      taken.addAndGet(in.transferTo(OutputStream.nullOutputStream()));

      assertThat(taken.get()).isEqualTo(ANSWER_BYTES);
    }
  }

  private Socket connect() throws Exception {
    Socket client = new Socket();
    client.setReceiveBufferSize(64 << 10);
    client.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    client.connect(server.localAddress());
    return client;
  }

  private static final class LongAnswer extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var _ =
          context
              .writeAndFlush(Unpooled.wrappedBuffer(new byte[ANSWER_BYTES]))
              .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
