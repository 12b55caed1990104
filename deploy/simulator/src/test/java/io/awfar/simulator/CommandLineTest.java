package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.simulator.number.AccountRules;
import io.awfar.simulator.number.NumberRules;
import io.awfar.simulator.number.WindowCheck;
import io.awfar.simulator.payload.PhoneNumber;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @Test
  void everyOptionSetsWhatItSays() {
    SimulatorSettings settings =
        CommandLine.parse(
            ("--webhook https://example.org/hook?a=b --app-secret s --verify-token t --rate 12.5"
                    + " --events 77 --seed -3 --base-instant 2026-01-01T00:00:00Z --numbers 1,2"
                    + " --contacts 5 --duplicates 0.2 --batch 1:9,10-20 --hidden-phones 0.3"
                    + " --groups 0.4 --media-bytes 2048 --connections 3 --answer-timeout 1s"
                    + " --retry-min 10ms --retry-max 5m --give-up-after 7d --outstanding 9"
                    + " --stop-timeout 2s --api-address 0.0.0.0 --api-port 4000 --access-token a"
                    + " --url-lifetime 1h --status-delay 0s --identities 11 --stories 0.5"
                    + " --sends-per-second 80 --pair-limit true --account-calls-per-hour 200"
                    + " --window reported --check-templates false --check-media false")
                .split(" "));
    assertThat(settings.traffic().seed()).isEqualTo(-3);
    assertThat(settings.traffic().baseInstant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(settings.traffic().eventsMax()).isEqualTo(77);
    assertThat(settings.traffic().eventsPerSecond()).isEqualTo(12.5);
    assertThat(settings.traffic().numbers()).extracting(PhoneNumber::id).containsExactly("1", "2");
    assertThat(settings.traffic().people().count()).isEqualTo(5);
    assertThat(settings.traffic().people().hiddenShare()).isEqualTo(0.3);
    assertThat(settings.traffic().duplicates()).isEqualTo(0.2);
    assertThat(settings.traffic().batch().ranges()).hasSize(2);
    assertThat(settings.traffic().groupMessages()).isEqualTo(0.4);
    assertThat(settings.traffic().mediaBytes()).isEqualTo(2048);
    assertThat(settings.webhook().url()).isEqualTo(URI.create("https://example.org/hook?a=b"));
    assertThat(settings.webhook().appSecret()).isEqualTo("s");
    assertThat(settings.webhook().verifyToken()).isEqualTo("t");
    assertThat(settings.webhook().connections()).isEqualTo(3);
    assertThat(settings.webhook().answerTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.webhook().retryDelayMin()).isEqualTo(Duration.ofMillis(10));
    assertThat(settings.webhook().retryDelayMax()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.webhook().giveUpAfter()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.webhook().postsOutstandingMax()).isEqualTo(9);
    assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.api().address()).isEqualTo("0.0.0.0");
    assertThat(settings.api().port()).isEqualTo(4000);
    assertThat(settings.api().accessToken()).isEqualTo("a");
    assertThat(settings.api().urlLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.api().statusDelay()).isZero();
    assertThat(settings.identitiesMax()).isEqualTo(11);
    assertThat(settings.traffic().stories()).isEqualTo(0.5);
    assertThat(settings.api().rules())
        .isEqualTo(
            new AccountRules(
                new NumberRules(0, 80, true, WindowCheck.REPORTED), 200, false, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope 1 | unknown option --nope",
        "--rate | --rate needs a value",
        "--rate fast | --rate fast: not a number",
        "--batch 0 | batch sizes go from 1 to 1000",
        "--batch x | batch must look like",
        "--duplicates 0.95 | duplicates must be 0 to 0.9",
        "--window ajar | --window ajar: must be off, answered or reported",
        "--pair-limit perhaps | --pair-limit perhaps: must be true or false",
        "--url-lifetime long | --url-lifetime long: a time looks like",
        "--app-secret s | webhook must be an absolute URL",
        "--webhook http://localhost/ | app-secret must not be empty",
        "--api-port 70000 | api-port must be"
      })
  void aWrongOptionIsOneClearSentence(String arguments, String sentence) {
    String[] given =
        arguments.contains("api-port")
            ? ("--webhook http://a/ --app-secret s " + arguments).split(" ")
            : arguments.split(" ");
    assertThatThrownBy(() -> CommandLine.parse(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void theReadmeExplainsEveryOption() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(CommandLine.OPTIONS)
        .allSatisfy(option -> assertThat(readme).contains("| `--" + option.name() + "` |"));
  }

  @Test
  void twoRunsHaveDifferentSeeds() {
    SimulatorSettingsBuilder settings = SimulatorSettings.builder(URI.create("http://a/"), "s");
    assertThat(settings.build().traffic().seed())
        .isNotEqualTo(
            SimulatorSettings.builder(URI.create("http://a/"), "s").build().traffic().seed());
  }
}
