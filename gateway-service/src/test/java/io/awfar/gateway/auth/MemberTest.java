package io.awfar.gateway.auth;

import static io.awfar.gateway.auth.AccountGateway.DATABASE;
import static io.awfar.gateway.auth.AccountGateway.GATEWAY;
import static io.awfar.gateway.auth.AccountGateway.PASSWORD;
import static io.awfar.gateway.auth.AccountGateway.atOnce;
import static io.awfar.gateway.auth.AccountGateway.colleague;
import static io.awfar.gateway.auth.AccountGateway.founder;
import static io.awfar.gateway.auth.AccountGateway.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.LogLines;
import io.awfar.gateway.Sql;
import io.awfar.gateway.auth.AccountGateway.Answer;
import io.awfar.gateway.auth.AccountGateway.Person;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class MemberTest {

  private static final String PATH = "/api/auth/users";

  private final Person admin = founder();

  @Test
  void anAdministratorSeesTheUsersOfItsWorkspaceAndNoOthers() {
    Person agent = colleague(admin, "agent");

    JsonNode page = admin.get(PATH).is(200).json();

    assertThat(page.path("data").valueStream().map(user -> user.path("id").asString()))
        .containsExactly(agent.id().toString(), admin.id().toString());
    JsonNode first = page.at("/data/0");
    assertThat(first.path("email").asString()).isEqualTo(agent.email());
    assertThat(first.path("role").asString()).isEqualTo("agent");
    assertThat(first.path("active").asBoolean()).isTrue();
    assertThat(first.path("deactivatedAt").isNull()).isTrue();
    assertThat(first.has("passwordHash")).isFalse();
  }

  @Test
  void whatTheLogSaysOfUsersHasTheRequestsId() {
    try (LogLines registrations = LogLines.of(Registrations.class.getName());
        LogLines invitations = LogLines.of(Invitations.class.getName());
        LogLines members = LogLines.of(Members.class.getName())) {
      Person agent = colleague(admin, "agent");
      String requestId = UUID.randomUUID().toString();
      GATEWAY
          .withToken(admin.token())
          .patch()
          .uri(PATH + "/" + agent.id())
          .header(RequestId.HEADER, requestId)
          .bodyValue(Map.of("role", "analyst"))
          .exchange()
          .expectStatus()
          .isOk();

      assertThat(members.events())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains(agent.id() + " analyst, active");
            assertThat(line.getMDCPropertyMap()).containsEntry("requestId", requestId);
          });
      for (LogLines lines : List.of(registrations, invitations)) {
        assertThat(lines.events())
            .singleElement()
            .satisfies(line -> assertThat(line.getMDCPropertyMap()).containsKey("requestId"));
      }
    }
  }

  @Test
  void theListHasPagesThatAreReadThroughTheIndex() {
    Sql.run(
        DATABASE,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select ?, gen_random_uuid() || '@example.com', 'Plan', repeat('x', 60), 'agent'
        from generate_series(1, 119) n
        """,
        admin.workspaceId());

    JsonNode first = admin.get(PATH + "?limit=100&total=true").is(200).json();
    String next = first.at("/pagination/nextBefore").asString();
    JsonNode second = admin.get(PATH + "?limit=100&before=" + next).is(200).json();

    assertThat(first.path("data").size()).isEqualTo(100);
    assertThat(second.path("data").size()).isEqualTo(20);
    assertThat(first.at("/pagination/total").asInt()).isEqualTo(120);
    Sql.run(
        DATABASE,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select ?, gen_random_uuid() || '@example.com', 'Plan', repeat('x', 60), 'agent'
        from generate_series(1, 20000) n
        """,
        founder().workspaceId());
    Sql.run(DATABASE, "analyze users");
    String page =
        MemberQueries.PAGE
            .replace("$1", "'" + admin.workspaceId() + "'")
            .replace("$2", "now()")
            .replace("$3", "'" + admin.workspaceId() + "'")
            .replace("$4", "51")
            .replace("$5", "0");
    assertThat(Sql.lines(DATABASE, "explain (costs off) " + page))
        .contains("idx_users_workspace_created")
        .doesNotContain("Seq Scan");
    String count =
        MemberQueries.COUNT.replace("$1", "'" + admin.workspaceId() + "'").replace("$2", "10001");
    assertThat(Sql.lines(DATABASE, "explain (costs off) " + count)).doesNotContain("Seq Scan");
  }

  @Test
  void anotherRoleEndsTheTokensOfTheOldOneAtOnceAndHoldsFromTheNextSignIn() {
    Person agent = colleague(admin, "agent");
    assertThat(agent.meStatus()).isEqualTo(200);

    Answer changed = admin.patch(PATH + "/" + agent.id(), Map.of("role", "admin"));

    assertThat(changed.is(200).json().path("role").asString()).isEqualTo("admin");
    agent.get("/api/auth/me").refuses(401, "token_invalid");
    Person promoted = Person.of(login(agent.email(), PASSWORD).is(200).json());
    promoted.get(PATH).is(200);
  }

  @Test
  void aDeactivatedUserIsOutAtOnceAndIsRefusedLikeAWrongPassword() {
    Person agent = colleague(admin, "agent");
    assertThat(agent.meStatus()).isEqualTo(200);

    JsonNode changed = admin.patch(PATH + "/" + agent.id(), Map.of("active", false)).is(200).json();

    assertThat(changed.path("active").asBoolean()).isFalse();
    assertThat(changed.path("deactivatedAt").isNull()).isFalse();
    agent.get("/api/auth/me").refuses(401, "token_invalid");
    Answer right = login(agent.email(), PASSWORD);
    right.refuses(401, "credentials_invalid");
    assertThat(right.withoutRequestId())
        .isEqualTo(login(agent.email(), "wrong password").withoutRequestId())
        .isEqualTo(login("nobody@example.com", PASSWORD).withoutRequestId());
  }

  @Test
  void whoHasForgottenAPasswordIsGivenAnotherAndHasNoTokenOfBefore() {
    Person agent = colleague(admin, "agent");
    Person stranger = founder();
    String another = "battery horse correct";
    String path = PATH + "/" + agent.id();

    stranger.patch(path, Map.of("password", another)).refuses(404, "user_not_found");
    admin.patch(path, Map.of("password", "short")).refuses(400, "validation_failed");
    admin.patch(path, Map.of("password", another)).is(200);

    agent.get("/api/auth/me").refuses(401, "token_invalid");
    login(agent.email(), PASSWORD).refuses(401, "credentials_invalid");
    assertThat(Person.of(login(agent.email(), another).is(200).json()).id()).isEqualTo(agent.id());
  }

  @Test
  void nobodysOwnPasswordIsChangedByATokenAlone() {
    admin
        .patch(PATH + "/" + admin.id(), Map.of("password", "battery horse correct"))
        .refuses(400, "validation_failed");

    assertThat(admin.meStatus()).isEqualTo(200);
    login(admin.email(), PASSWORD).is(200);
  }

  @Test
  void whoIsLetInAgainSignsInAnewAndHasNoTokenOfBefore() {
    Person agent = colleague(admin, "agent");
    admin.patch(PATH + "/" + agent.id(), Map.of("active", false)).is(200);

    admin.patch(PATH + "/" + agent.id(), Map.of("active", true)).is(200);

    assertThat(agent.meStatus()).isEqualTo(401);
    assertThat(Person.of(login(agent.email(), PASSWORD).is(200).json()).meStatus()).isEqualTo(200);
  }

  @Test
  void whatChangesNothingEndsNoToken() {
    Person agent = colleague(admin, "agent");

    admin.patch(PATH + "/" + agent.id(), Map.of("role", "agent", "active", true)).is(200);
    admin.patch(PATH + "/" + agent.id(), Map.of()).is(200);

    assertThat(agent.meStatus()).isEqualTo(200);
  }

  @Test
  void theLastAdministratorStaysOne() {
    Person gone = colleague(admin, "admin");
    admin.patch(PATH + "/" + gone.id(), Map.of("active", false)).is(200);

    admin.patch(PATH + "/" + admin.id(), Map.of("role", "agent")).refuses(409, "last_admin");
    admin.patch(PATH + "/" + admin.id(), Map.of("active", false)).refuses(409, "last_admin");

    assertThat(admin.meStatus()).isEqualTo(200);
  }

  @Test
  void ofTwoAdministratorsWhoTakeEachOtherTheRoleAtOnceOneKeepsIt() {
    Person second = colleague(admin, "admin");
    Members members = GATEWAY.bean(Members.class);
    for (int round = 0; round < 10; round++) {
      List<UUID> targets = List.of(admin.id(), second.id());
      AtomicInteger turn = new AtomicInteger();

      List<String> outcomes =
          atOnce(
              2,
              () -> {
                UUID target = targets.get(turn.getAndIncrement());
                Caller by = new Caller(UUID.randomUUID(), admin.workspaceId(), Role.ADMIN);
                return members
                    .change(by, target, new MemberPatch("agent", null, null, null))
                    .map(_ -> "changed")
                    .onErrorResume(
                        RefusedException.class, refused -> Mono.just(refused.code().code()))
                    .block();
              });

      assertThat(outcomes).containsExactlyInAnyOrder("changed", ErrorCode.LAST_ADMIN.code());
      Sql.run(
          DATABASE, "update users set role = 'admin' where workspace_id = ?", admin.workspaceId());
    }
  }

  @Test
  void aUserOfAnotherWorkspaceDoesNotExist() {
    Person stranger = founder();

    stranger.patch(PATH + "/" + admin.id(), Map.of("role", "agent")).refuses(404, "user_not_found");
    admin
        .patch(PATH + "/" + UUID.randomUUID(), Map.of("role", "agent"))
        .refuses(404, "user_not_found");

    assertThat(admin.meStatus()).isEqualTo(200);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer answer =
        admin.patch(PATH + "/" + admin.id(), Map.of("role", "owner", "password", "secret"));

    answer.refuses(400, "validation_failed");
    assertThat(
            answer
                .json()
                .path("violations")
                .valueStream()
                .map(violation -> violation.path("field").asString()))
        .containsExactlyInAnyOrder("role", "password");
  }

  @Test
  void nobodyButAnAdministratorListsChangesOrInvitesUsers() {
    for (String role : List.of("supervisor", "agent", "analyst")) {
      Person person = colleague(admin, role);
      person.get(PATH).refuses(403, "forbidden");
      person.patch(PATH + "/" + person.id(), Map.of("role", "admin")).refuses(403, "forbidden");
      AccountGateway.invite(person, "x@example.com", "admin").refuses(403, "forbidden");
      person.get("/api/auth/invitations").refuses(403, "forbidden");
    }
  }
}
