package io.awfar.gateway.auth;

import static io.awfar.gateway.auth.AccountGateway.DATABASE;
import static io.awfar.gateway.auth.AccountGateway.PASSWORD;
import static io.awfar.gateway.auth.AccountGateway.anyEmail;
import static io.awfar.gateway.auth.AccountGateway.atOnce;
import static io.awfar.gateway.auth.AccountGateway.founder;
import static io.awfar.gateway.auth.AccountGateway.invite;
import static io.awfar.gateway.auth.AccountGateway.login;
import static io.awfar.gateway.auth.AccountGateway.register;
import static io.awfar.gateway.auth.AccountGateway.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.SharedGateway;
import io.awfar.gateway.Sql;
import io.awfar.gateway.auth.AccountGateway.Answer;
import io.awfar.gateway.auth.AccountGateway.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RegistrationTest {

  @Test
  void whoeverRegistersWithoutAnInvitationIsTheAdministratorOfANewWorkspace() {
    String email = anyEmail();

    JsonNode answer = register(user(email, "workspaceName", "Sales of Sanaa")).is(201).json();

    assertThat(answer.at("/user/email").asString()).isEqualTo(email);
    assertThat(answer.at("/user/name").asString()).isEqualTo("Amal");
    assertThat(answer.at("/user/role").asString()).isEqualTo("admin");
    assertThat(Instant.parse(answer.path("expiresAt").asString()))
        .isAfter(Instant.now().plus(Duration.ofDays(6)));
    Person person = Person.of(answer);
    assertThat(person.workspaceId()).isNotEqualTo(UUID.fromString(RunningGateway.WORKSPACE));
    assertThat(workspaceName(person)).isEqualTo("Sales of Sanaa");
    assertThat(person.get("/api/auth/me").is(200).json()).isEqualTo(answer.path("user"));
    login(email, PASSWORD).is(200);
  }

  @Test
  void whatAFormLeftEmptyIsAsGoodAsMissing() {
    Person person =
        Person.of(
            register(user(anyEmail(), "workspaceName", "", "invitation", " ")).is(201).json());

    assertThat(workspaceName(person)).isEqualTo("Workspace");
  }

  @Test
  void anEmailThatHasAnAccountIsAnsweredAsOneThatHasNoneInTheSameTime() {
    String taken = founder().email();
    AtomicInteger count = new AtomicInteger();

    Person other = Person.of(register(user(taken, "password", "another password")).is(201).json());

    assertThat(other.email()).isEqualTo(taken);
    Duration ofTaken =
        fastest(() -> register(user(taken, "password", "password " + count.incrementAndGet())));
    Duration ofFree = fastest(() -> register(user(anyEmail())));
    assertThat(ofTaken).isBetween(ofFree.dividedBy(2), ofFree.multipliedBy(2));
  }

  @Test
  void accountsOfOneEmailAreToldApartByTheirPasswords() {
    Person first = founder();
    Person second =
        Person.of(register(user(first.email(), "password", "another password")).is(201).json());

    assertThat(second.workspaceId()).isNotEqualTo(first.workspaceId());
    assertThat(Person.of(login(first.email(), PASSWORD).is(200).json()).id()).isEqualTo(first.id());
    assertThat(Person.of(login(first.email(), "another password").is(200).json()).id())
        .isEqualTo(second.id());
    login(first.email(), "a third password").refuses(401, "credentials_invalid");
  }

  @Test
  void whoHasOnePasswordInSeveralWorkspacesSignsInToTheLastOrTheOneThatIsTold() {
    Person first = founder();
    Person second =
        Person.of(register(user(first.email(), "workspaceName", "Second")).is(201).json());
    Map<String, Object> credentials = user(first.email());

    assertThat(Person.of(login(credentials).is(200).json()).id()).isEqualTo(second.id());
    credentials.put("workspaceId", first.workspaceId());
    assertThat(Person.of(login(credentials).is(200).json()).id()).isEqualTo(first.id());
    credentials.put("workspaceId", founder().workspaceId());
    login(credentials).refuses(401, "credentials_invalid");
  }

  @Test
  void aRegistrationThatIsRepeatedOrComesSeveralTimesAtOnceIsDoneOnce() {
    Map<String, Object> user = user(anyEmail(), "workspaceName", "Once");

    List<Answer> answers = atOnce(5, () -> register(user));
    Answer later = register(user);

    assertThat(answers)
        .extracting(answer -> Person.of(answer.is(201).json()).id())
        .containsOnly(Person.of(later.is(201).json()).id());
  }

  @Test
  void ofTwoWhoRegisterOneNewEmailAtOnceBothCanSignIn() {
    for (int round = 0; round < 3; round++) {
      String email = anyEmail();
      AtomicInteger count = new AtomicInteger();

      atOnce(2, () -> register(user(email, "password", "password " + count.incrementAndGet())))
          .forEach(answer -> answer.is(201));

      login(email, "password 1").is(200);
      login(email, "password 2").is(200);
    }
  }

  @Test
  void aPasswordHas8To72BytesAndIsNotRepeatedByTheRefusal() {
    for (String password : List.of("secret7", "s".repeat(73), "س".repeat(37))) {
      Answer answer = register(user(anyEmail(), "password", password));
      answer.refuses(400, "validation_failed");
      assertThat(answer.json().at("/violations/0/code").asString()).isEqualTo("password_size");
      assertThat(answer.text()).doesNotContain(password);
    }
    for (String password : List.of("secret 8", "s".repeat(72), "س".repeat(36))) {
      String email = anyEmail();
      register(user(email, "password", password)).is(201);
      login(email, password).is(200);
    }
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer answer =
        register(user("not an email", "password", "short", "name", " ", "workspaceName", "\u0007"));

    answer.refuses(400, "validation_failed");
    assertThat(
            answer
                .json()
                .path("violations")
                .valueStream()
                .map(violation -> violation.path("field").asString()))
        .containsExactlyInAnyOrder("email", "password", "name", "workspaceName");
    assertThat(register(Map.of()).is(400).json().path("violations").size()).isEqualTo(3);
  }

  @Test
  void unlessTheSettingSaysOtherwiseARegistrationTakesAnInvitationWhoeverAsks() {
    Answer taken = register(SharedGateway.GATEWAY, user(RunningGateway.EMAIL));
    Answer free = register(SharedGateway.GATEWAY, user(anyEmail()));

    taken.refuses(403, "invitation_missing");
    assertThat(free.withoutRequestId()).isEqualTo(taken.withoutRequestId());
  }

  @Test
  void whereRegistrationIsClosedNobodyRegistersOrIsInvited() {
    Person admin = founder();
    String email = anyEmail();
    String invitation = invite(admin, email, "agent").is(201).json().path("token").asString();
    try (RunningGateway closed =
        RunningGateway.ready(DATABASE, "--AWFAR_GATEWAY_REGISTRATION=closed")) {
      register(closed, user(email, "invitation", invitation)).refuses(403, "registration_closed");
      register(closed, user(email)).refuses(403, "registration_closed");
      AccountGateway.call(
              closed.withToken(admin.token()),
              org.springframework.http.HttpMethod.POST,
              "/api/auth/invitations",
              Map.of("email", email, "role", "agent"))
          .refuses(403, "registration_closed");
    }
  }

  @Test
  void aBootstrapUserIsAddedThoughItsEmailHasAnAccountElsewhere() {
    UUID workspace = UUID.randomUUID();
    Person squatter = founder();
    try (RunningGateway gateway =
        RunningGateway.ready(
            DATABASE,
            "--AWFAR_GATEWAY_BOOTSTRAP_EMAIL=" + squatter.email(),
            "--AWFAR_GATEWAY_BOOTSTRAP_PASSWORD=the password of the boss",
            "--AWFAR_GATEWAY_BOOTSTRAP_WORKSPACE_ID=" + workspace)) {
      Person boss = Person.of(login(squatter.email(), "the password of the boss").is(200).json());
      assertThat(boss.workspaceId()).isEqualTo(workspace);
      assertThat(Person.of(login(squatter.email(), PASSWORD).is(200).json()).id())
          .isEqualTo(squatter.id());
    }
  }

  @Test
  void anAccountIsFoundByItsEmailThroughTheIndex() {
    Sql.run(
        DATABASE,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select w.id, 'plan-' || n || '@example.com', 'Plan', repeat('x', 60), 'agent'
        from generate_series(1, 20000) n, (select id from workspaces limit 1) w
        on conflict do nothing
        """);
    Sql.run(DATABASE, "analyze users");

    for (String plan :
        List.of(
            plan(UserQueries.SALT_OF_EMAIL),
            plan(UserQueries.BY_CREDENTIALS, "'x'", "null", "null"))) {
      assertThat(plan).contains("idx_users_email").doesNotContain("Seq Scan");
    }
  }

  /// @param values of the parameters after the email
  private static String plan(String query, String... values) {
    String bound = query.replace("$1", "'plan-7@example.com'");
    for (int i = 0; i < values.length; i++) {
      bound = bound.replace("$" + (i + 2), values[i]);
    }
    return Sql.lines(DATABASE, "explain (costs off) " + bound);
  }

  private static String workspaceName(Person person) {
    return Sql.text(
        DATABASE, "select name from workspaces where id = '" + person.workspaceId() + "'");
  }

  private static Duration fastest(java.util.function.Supplier<Answer> registration) {
    Duration fastest = Duration.ofHours(1);
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      registration.get().is(201);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    return fastest;
  }
}
