package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class RefusedRequestsTest {

  private static final int REQUESTS = 2_000;

  /// What Reactor Netty keeps of a request while it is worked on.
  private static final Pattern KEPT =
      Pattern.compile("(\\d+) +\\d+ +reactor\\.netty\\.http\\.server\\.HttpServerOperations\\b");

  /// A refusal is written before the end of the request was read, which timers must bear.
  @Test
  void aRefusedRequestLeavesNothingBehind() throws Exception {
    try (RunningGateway gateway =
            RunningGateway.start(TestPostgres.create(), "--AWFAR_GATEWAY_LIMITS=off");
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/api/whatsapp/chats")).build();
      long before = kept();

      for (int i = 0; i < REQUESTS; i++) {
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      }

      assertThat(kept() - before).isLessThan(REQUESTS / 20);
    }
  }

  private static long kept() throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Matcher line = KEPT.matcher(histogram);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }
}
