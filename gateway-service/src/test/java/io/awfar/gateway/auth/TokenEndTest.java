package io.awfar.gateway.auth;

import static io.awfar.gateway.auth.AccountGateway.DATABASE;
import static io.awfar.gateway.auth.AccountGateway.GATEWAY;
import static io.awfar.gateway.auth.AccountGateway.PASSWORD;
import static io.awfar.gateway.auth.AccountGateway.colleague;
import static io.awfar.gateway.auth.AccountGateway.founder;
import static io.awfar.gateway.auth.AccountGateway.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.auth.AccountGateway.Answer;
import io.awfar.gateway.auth.AccountGateway.Person;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Mono;

class TokenEndTest {

  private static final String LOGOUT = "/api/auth/logout-everywhere";
  private static final String PASSWORDS = "/api/auth/password";

  private final Person person = founder();

  @Test
  void signingOutEverywhereEndsAllTokensAtOnceAndTheNextSignInHolds() {
    Person other = Person.of(login(person.email(), PASSWORD).is(200).json());
    assertThat(other.meStatus()).isEqualTo(200);

    person.post(LOGOUT, Map.of()).is(204);

    person.get("/api/auth/me").refuses(401, "token_invalid");
    other.get("/api/auth/me").refuses(401, "token_invalid");
    assertThat(Person.of(login(person.email(), PASSWORD).is(200).json()).meStatus()).isEqualTo(200);
  }

  @Test
  void signingOutEndsNoTokenOfAnybodyElse() {
    Person agent = colleague(person, "agent");

    person.post(LOGOUT, Map.of()).is(204);

    assertThat(agent.meStatus()).isEqualTo(200);
  }

  @Test
  void whatEndsATokenEndsItOnAnotherGatewayWithinTheTimeThatIsSet() {
    Person agent = colleague(person, "agent");
    Person analyst = colleague(person, "analyst");
    try (RunningGateway another =
        RunningGateway.ready(DATABASE, "--AWFAR_GATEWAY_TOKEN_RECHECK=500ms")) {
      for (Person one : new Person[] {person, agent, analyst}) {
        assertThat(one.meStatusAt(another)).isEqualTo(200);
      }

      person.patch("/api/auth/users/" + agent.id(), Map.of("active", false)).is(200);
      person.patch("/api/auth/users/" + analyst.id(), Map.of("role", "agent")).is(200);
      person.post(LOGOUT, Map.of()).is(204);

      for (Person one : new Person[] {person, agent, analyst}) {
        await().atMost(Duration.ofSeconds(2)).until(() -> one.meStatusAt(another) == 401);
      }
    }
  }

  @Test
  void aTokenThatWasIssuedMeanwhileHoldsOnAnotherGatewayAtOnce() {
    try (RunningGateway another =
        RunningGateway.ready(DATABASE, "--AWFAR_GATEWAY_TOKEN_RECHECK=5m")) {
      assertThat(person.meStatusAt(another)).isEqualTo(200);
      person.post(LOGOUT, Map.of()).is(204);

      Person again = Person.of(login(person.email(), PASSWORD).is(200).json());

      assertThat(again.meStatusAt(another)).isEqualTo(200);
      assertThat(person.meStatusAt(another)).isEqualTo(401);
    }
  }

  @Test
  void anAnswerThatOutlastsItsRequestLearnsThatItsTokenHasEnded() {
    Mono<Boolean> holds =
        GATEWAY
            .bean(TokenChecks.class)
            .holds(
                MockServerHttpRequest.get("/")
                    .header("Authorization", "Bearer " + person.token())
                    .build());
    assertThat(holds.block()).isTrue();

    person.post(LOGOUT, Map.of()).is(204);

    assertThat(holds.block()).isFalse();
  }

  @Test
  void anotherPasswordEndsAllTokensAndGivesANewOne() {
    Answer changed = change(PASSWORD, "another password");

    Person again = Person.of(changed.is(200).json());
    assertThat(again.id()).isEqualTo(person.id());
    assertThat(again.meStatus()).isEqualTo(200);
    person.get("/api/auth/me").refuses(401, "token_invalid");
    login(person.email(), PASSWORD).refuses(401, "credentials_invalid");
    login(person.email(), "another password").is(200);
  }

  @Test
  void whoDoesNotKnowThePresentPasswordChangesNothing() {
    change("wrong password", "another password").refuses(403, "password_wrong");
    change("x".repeat(73), "another password").refuses(403, "password_wrong");

    assertThat(person.meStatus()).isEqualTo(200);
    login(person.email(), PASSWORD).is(200);
  }

  @Test
  void aNewPasswordHas8To72Bytes() {
    for (String password : new String[] {"secret7", "س".repeat(37)}) {
      Answer answer = change(PASSWORD, password);
      answer.refuses(400, "validation_failed");
      assertThat(answer.json().at("/violations/0/field").asString()).isEqualTo("newPassword");
      assertThat(answer.text()).doesNotContain(password);
    }
    assertThat(person.meStatus()).isEqualTo(200);
  }

  @Test
  void anotherPasswordIsThatOfOneAccountOfTheEmail() {
    Person elsewhere =
        Person.of(
            AccountGateway.register(AccountGateway.user(person.email(), "password", "elsewhere"))
                .is(201)
                .json());

    change(PASSWORD, "another password").is(200);

    assertThat(elsewhere.meStatus()).isEqualTo(200);
    assertThat(Person.of(login(person.email(), "elsewhere").is(200).json()).id())
        .isEqualTo(elsewhere.id());
    assertThat(Person.of(login(person.email(), "another password").is(200).json()).id())
        .isEqualTo(person.id());
  }

  private Answer change(String current, String next) {
    return person.post(PASSWORDS, Map.of("currentPassword", current, "newPassword", next));
  }
}
