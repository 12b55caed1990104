package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class LimitSettingsTest {

  private static final String SECRET = "a secret that nobody must ever read in a log";

  private final ApplicationContextRunner bare =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Settings.class);

  /// With the file that turns variables into settings.
  private final ApplicationContextRunner runner =
      bare.withSystemProperties("spring.config.name=gateway-service")
          .withInitializer(new ConfigDataApplicationContextInitializer());

  @EnableConfigurationProperties(GatewaySettings.class)
  static class Settings {}

  @Test
  void theDefaultsAreThoseOfTheOriginalWithAndWithoutTheFile() {
    for (ApplicationContextRunner each : new ApplicationContextRunner[] {bare, runner}) {
      each.run(context -> {
        LimitSettings limits = context.getBean(GatewaySettings.class).limits();
        assertThat(limits.enabled()).isTrue();
        assertThat(limits.api()).isEqualTo(RoleRates.valueOf("100/15m"));
        assertThat(limits.apiByAddress()).isEqualTo(Rate.valueOf("100/15m"));
        assertThat(limits.authByAddress()).isEqualTo(Rate.valueOf("5/15m"));
        assertThat(limits.authByAccount()).isEqualTo(Rate.valueOf("5/15m"));
        assertThat(limits.sends()).isEqualTo(RoleRates.valueOf("30/1m"));
        assertThat(limits.uploads()).isEqualTo(RoleRates.valueOf("10/1h"));
        assertThat(limits.redisUrl()).isNull();
        assertThat(limits.whenRedisDown()).isEqualTo(LimitSettings.WhenRedisDown.LOCAL);
      });
    }
  }

  @Test
  void aRoleHasTheRateOfAllUnlessItHasOneOfItsOwn() {
    runner
        .withPropertyValues(
            "AWFAR_GATEWAY_LIMIT_SENDS=60/1m",
            "AWFAR_GATEWAY_LIMIT_SENDS_AGENT=90/1m",
            "AWFAR_GATEWAY_LIMIT_SENDS_ADMIN=off")
        .run(context -> {
          RoleRates sends = context.getBean(GatewaySettings.class).limits().sends();
          assertThat(sends.of(Role.AGENT)).isEqualTo(Rate.valueOf("90/1m"));
          assertThat(sends.of(Role.SUPERVISOR)).isEqualTo(Rate.valueOf("60/1m"));
          assertThat(sends.of(Role.ADMIN)).isEqualTo(Rate.OFF);
        });
  }

  @Test
  void aRateThatIsNoneStopsTheStart() {
    runner
        .withPropertyValues("AWFAR_GATEWAY_LIMIT_API=many")
        .run(context ->
            assertThat(context.getStartupFailure())
                .hasStackTraceContaining("like 100/15m, or off"));
  }

  @Test
  void gatewaysThatShareARedisMustShareAKeyAndNeitherIsPrinted() {
    for (String key : new String[] {"", "too short " + SECRET.substring(0, 12)}) {
      runner
          .withPropertyValues(
              "AWFAR_GATEWAY_REDIS_URL=redis://:" + SECRET.replace(' ', '-') + "@localhost:6379",
              "AWFAR_GATEWAY_LIMIT_KEY=" + key)
          .run(context ->
              assertThat(context.getStartupFailure())
                  .hasStackTraceContaining("AWFAR_GATEWAY_LIMIT_KEY")
                  .satisfies(failure ->
                      assertThat(stackTrace(failure))
                          .doesNotContain(SECRET.replace(' ', '-'))
                          .doesNotContain(key.isEmpty() ? SECRET : key)));
    }
  }

  @Test
  void settingsDoNotPrintTheKeyNorTheAddressOfRedis() {
    runner
        .withPropertyValues(
            "AWFAR_GATEWAY_REDIS_URL=redis://:password@localhost:6379",
            "AWFAR_GATEWAY_LIMIT_KEY=" + SECRET)
        .run(context -> {
          GatewaySettings settings = context.getBean(GatewaySettings.class);
          assertThat(settings.limits().key()).isEqualTo(SECRET);
          assertThat(settings.toString() + settings.limits())
              .doesNotContain(SECRET)
              .doesNotContain("password@");
        });
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
