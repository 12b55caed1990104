package io.awfar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyPortTest {

  @TempDir Path dir;

  private ServerSocket taken;
  private int port;

  @BeforeEach
  void takeAPort() throws IOException {
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    port = taken.getLocalPort();
  }

  @AfterEach
  void giveItBack() throws IOException {
    taken.close();
  }

  @Test
  void aPortInUseIsNamedAndNothingIsStarted() {
    assertThatThrownBy(() -> EmbeddedKafka.start(dir, port, FreePorts.next()))
        .isInstanceOf(PortInUseException.class)
        .hasMessage("Kafka cannot start: port %d is in use.", port);
    assertThatThrownBy(() -> EmbeddedPostgres.start(dir, port))
        .isInstanceOf(PortInUseException.class)
        .hasMessage("PostgreSQL cannot start: port %d is in use.", port);
    assertThatThrownBy(() -> EmbeddedS3.start(dir, port, "a", "b"))
        .isInstanceOf(PortInUseException.class)
        .hasMessage("S3 cannot start: port %d is in use.", port);
    assertThatThrownBy(() -> EmbeddedRegistry.start(dir, dir, port, FreePorts.next()))
        .isInstanceOf(PortInUseException.class)
        .hasMessage("The schema registry cannot start: port %d is in use.", port);
  }

  @Test
  void aPortIsFreeOnceItsServerIsGone() throws IOException {
    assertThat(FreePorts.isFree(port)).isFalse();
    taken.close();
    assertThat(FreePorts.isFree(port)).isTrue();
  }
}
