package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(OutputCaptureExtension.class)
class ChannelSecrecyTest {

  private static final List<String> SECRETS =
      List.of("app-secret-of-8101", "access-token-of-8101", "verify-token-of-8101");

  @Test
  void aSecretIsNeitherInTopicNorDatabaseNorAnswersNorLog(CapturedOutput output) throws Exception {
    try (ChannelGateway gateway =
        ChannelGateway.start(
            // As talkative as somebody who looks for a fault would have it.
            "logging.level.io.awfar=trace",
            "logging.level.org.springframework.web=debug",
            "logging.level.org.springframework.http=debug",
            "logging.level.org.springframework.r2dbc=debug",
            "logging.level.org.apache.kafka.clients.producer=debug")) {
      List<String> answers = new ArrayList<>();
      Map<String, Object> invalid = channel("8101");
      invalid.put("state", "no state");
      answers.add(text(gateway.create(gateway.admin(), invalid)));
      Map<String, Object> broken = channel("8101");
      broken.put("sendsPerSecond", "no number");
      answers.add(text(gateway.create(gateway.admin(), broken)));
      Map<String, Object> misspelt = channel("8101");
      misspelt.put("appSecrt", misspelt.remove("appSecret"));
      answers.add(text(gateway.create(gateway.admin(), misspelt)));
      answers.add(text(gateway.create(gateway.admin(), channel("8101"))));
      answers.add(text(gateway.create(gateway.admin(), channel("8101"))));
      answers.add(text(gateway.get(gateway.admin(), "8101")));
      answers.add(text(gateway.list(gateway.admin())));
      answers.add(text(gateway.patch(gateway.admin(), "8101", "*", Map.of("name", "Other"))));
      answers.add(text(gateway.check(gateway.admin(), "8101")));

      assertThat(answers).noneMatch(ChannelSecrecyTest::holdsASecret);
      assertThat(WrittenChannels.all())
          .anyMatch(record -> new String(record.key(), ISO_8859_1).equals("8101"))
          .noneMatch(record ->
              record.value() != null && holdsASecret(new String(record.value(), ISO_8859_1)));
      assertThat(dump(gateway)).contains("8101").doesNotContain(SECRETS);
    }
    assertThat(output.getAll()).contains("8101").doesNotContain(SECRETS);
  }

  private static String text(ResponseSpec answer) {
    var result = answer.expectBody(String.class).returnResult();
    return result.getResponseHeaders() + " " + result.getResponseBody();
  }

  /// In clear or in either Base64.
  private static boolean holdsASecret(String text) {
    return SECRETS.stream()
        .anyMatch(secret -> {
          byte[] bytes = secret.getBytes(ISO_8859_1);
          return text.contains(secret)
              || text.contains(Base64.getEncoder().encodeToString(bytes))
              || text.contains(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        });
  }

  /// Every row of every table, as text.
  private static String dump(ChannelGateway gateway) {
    String tables =
        Sql.text(
            gateway.database(),
            """
            select string_agg(format('select %L || t::text as line from %I t', tablename, tablename),
              ' union all ')
            from pg_tables where schemaname = 'public'
            """);
    return Sql.text(gateway.database(), "select string_agg(line, E'\\n') from (" + tables + ") d");
  }
}
