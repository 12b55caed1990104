package io.awfar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.auth.AccountSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class GatewaySettingsTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Settings.class);

  @EnableConfigurationProperties(GatewaySettings.class)
  static class Settings {}

  @Test
  void withoutSettingsNobodyMaySignInAndNoOriginMayCall() {
    runner.run(context -> {
      GatewaySettings settings = context.getBean(GatewaySettings.class);
      assertThat(settings.bootstrap().email()).isNull();
      assertThat(settings.bootstrap().password()).isNull();
      assertThat(settings.clientOrigins()).isEmpty();
      assertThat(settings.tokenValidity()).hasDays(7);
    });
  }

  @Test
  void withoutSettingsARegistrationTakesAnInvitationAndATokenIsLookedAtEveryFiveSeconds() {
    runner.run(context -> {
      AccountSettings accounts = context.getBean(GatewaySettings.class).accounts();
      assertThat(accounts.registration()).isEqualTo(AccountSettings.Registration.INVITATION);
      assertThat(accounts.invitationValidity()).hasDays(7);
      assertThat(accounts.tokenRecheck()).hasSeconds(5);
      assertThat(accounts.keyRotation()).hasDays(90);
    });
  }

  @Test
  void aBootstrapPasswordOutOfBoundsStopsTheStartAndIsNotPrinted() {
    for (String password : new String[] {"secret7", "secret".repeat(13), "س".repeat(37)}) {
      runner
          .withPropertyValues(
              "awfar.gateway.bootstrap.email=a@example.com",
              "awfar.gateway.bootstrap.password=" + password)
          .run(context ->
              assertThat(context.getStartupFailure())
                  .hasStackTraceContaining("8 to 72 bytes")
                  .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(password)));
    }
  }

  @Test
  void aBootstrapEmailWithoutPasswordStopsTheStart() {
    runner
        .withPropertyValues("awfar.gateway.bootstrap.email=a@example.com")
        .run(context ->
            assertThat(context.getStartupFailure()).hasStackTraceContaining("email and password"));
  }

  @Test
  void anOriginThatIsNoneStopsTheStart() {
    for (String origin : new String[] {"*", "https://a.example.com/path", "a.example.com"}) {
      runner
          .withPropertyValues("awfar.gateway.client-origins=" + origin)
          .run(context -> assertThat(context).hasFailed());
    }
  }

  @Test
  void settingsDoNotPrintSecrets() {
    runner
        .withPropertyValues(
            "awfar.gateway.jwt-key=jwk-secret",
            "awfar.gateway.bootstrap.email=a@example.com",
            "awfar.gateway.bootstrap.password=password-secret")
        .run(context ->
            assertThat(context.getBean(GatewaySettings.class).toString()).doesNotContain("secret"));
  }

  private static String stackTrace(Throwable failure) {
    java.io.StringWriter text = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
