package io.awfar.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowRequestTest {

  @Test
  void aRequestThatDoesNotArriveInTimeLosesItsConnection() throws Exception {
    try (RunningGateway gateway =
            RunningGateway.start(TestPostgres.create(), "--AWFAR_GATEWAY_REQUEST_TIMEOUT=1s");
        Socket slow = new Socket("localhost", URI.create(gateway.url()).getPort())) {
      slow.setSoTimeout((int) Duration.ofSeconds(15).toMillis());
      slow.getOutputStream()
          .write(
              """
              POST /api/auth/login HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/json\r
              Content-Length: 20\r
              \r
              {\
              """
                  .getBytes(US_ASCII));

      String answer = new String(slow.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
    }
  }
}
