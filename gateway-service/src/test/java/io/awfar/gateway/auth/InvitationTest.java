package io.awfar.gateway.auth;

import static io.awfar.gateway.auth.AccountGateway.DATABASE;
import static io.awfar.gateway.auth.AccountGateway.GATEWAY;
import static io.awfar.gateway.auth.AccountGateway.anyEmail;
import static io.awfar.gateway.auth.AccountGateway.atOnce;
import static io.awfar.gateway.auth.AccountGateway.colleague;
import static io.awfar.gateway.auth.AccountGateway.founder;
import static io.awfar.gateway.auth.AccountGateway.invite;
import static io.awfar.gateway.auth.AccountGateway.register;
import static io.awfar.gateway.auth.AccountGateway.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.gateway.auth.AccountGateway.Answer;
import io.awfar.gateway.auth.AccountGateway.Person;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InvitationTest {

  private static final String PATH = "/api/auth/invitations";

  private final Person admin = founder();
  private final String email = anyEmail();

  @Test
  void anInvitedPersonJoinsTheWorkspaceWithTheRoleOfTheInvitation() {
    JsonNode made = invite(admin, email.toUpperCase(), "supervisor").is(201).json();

    JsonNode answer = register(user(email, "invitation", token(made))).is(201).json();

    assertThat(answer.at("/user/workspaceId").asString()).isEqualTo(admin.workspaceId().toString());
    assertThat(answer.at("/user/role").asString()).isEqualTo("supervisor");
    assertThat(Person.of(answer).meStatus()).isEqualTo(200);
    assertThat(listed()).isEmpty();
  }

  @Test
  void itsTokenIsToldOnceAndKeptAsAHashOnly() throws Exception {
    JsonNode made = invite(admin, email, "agent").is(201).json();

    assertThat(token(made)).hasSize(43);
    assertThat(made.path("email").asString()).isEqualTo(email);
    assertThat(made.path("invitedBy").asString()).isEqualTo(admin.id().toString());
    assertThat(Instant.parse(made.path("expiresAt").asString()))
        .isBetween(
            Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
            Instant.now().plus(Duration.ofDays(7)).plusSeconds(60));
    Answer list = admin.get(PATH).is(200);
    assertThat(list.text()).contains(made.path("id").asString()).doesNotContain("oken");
    String row = row(made);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(token(made).getBytes(UTF_8));
    assertThat(row).contains(HexFormat.of().formatHex(hash)).doesNotContain(token(made));
  }

  @Test
  void itIsUsedOnceHoweverManyTryAtOnce() {
    String token = token(invite(admin, email, "agent").is(201).json());

    List<Answer> answers = atOnce(8, () -> register(user(email, "invitation", token)));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    answers.stream()
        .filter(answer -> answer.status() != 201)
        .forEach(answer -> answer.refuses(403, "invitation_invalid"));
    register(user(email, "invitation", token)).refuses(403, "invitation_invalid");
  }

  @Test
  void itHoldsForItsEmailAloneAndAnInventedOneForNone() {
    String token = token(invite(admin, email, "agent").is(201).json());

    register(user(anyEmail(), "invitation", token)).refuses(403, "invitation_invalid");
    register(user(admin.email(), "invitation", token)).refuses(403, "invitation_invalid");
    register(user(email, "invitation", "invented")).refuses(403, "invitation_invalid");
    register(user(email, "invitation", token)).is(201);
  }

  @Test
  void whoHasAnAccountElsewhereIsInvitedAndJoinsAsAnybodyElse() {
    Person elsewhere = founder();

    JsonNode made = invite(admin, elsewhere.email(), "analyst").is(201).json();
    Person here =
        Person.of(
            register(user(elsewhere.email(), "invitation", token(made), "password", "p a s s w o"))
                .is(201)
                .json());

    assertThat(here.workspaceId()).isEqualTo(admin.workspaceId());
    assertThat(elsewhere.meStatus()).isEqualTo(200);
  }

  @Test
  void whoIsInTheWorkspaceIsNotInvitedAgain() {
    Person agent = colleague(admin, "agent");

    invite(admin, agent.email(), "admin").refuses(409, "user_exists");
  }

  @Test
  void anExpiredInvitationIsNeitherUsableNorListedNorKept() {
    JsonNode made = invite(admin, email, "agent").is(201).json();
    Sql.run(
        DATABASE,
        "update invitations set expires_at = now() - interval '1 second' where id = ?",
        id(made));

    register(user(email, "invitation", token(made))).refuses(403, "invitation_invalid");
    assertThat(listed()).isEmpty();
    admin.delete(PATH + "/" + id(made)).refuses(404, "invitation_not_found");
    GATEWAY.bean(AuthUpkeep.class).keepUp().block();
    assertThat(row(made)).isNull();
  }

  @Test
  void aWithdrawnInvitationIsNotUsable() {
    JsonNode made = invite(admin, email, "agent").is(201).json();

    admin.delete(PATH + "/" + id(made)).is(204);

    register(user(email, "invitation", token(made))).refuses(403, "invitation_invalid");
    admin.delete(PATH + "/" + id(made)).refuses(404, "invitation_not_found");
  }

  @Test
  void anInvitationOfAnotherWorkspaceDoesNotExist() {
    JsonNode made = invite(admin, email, "agent").is(201).json();
    Person stranger = founder();

    stranger.delete(PATH + "/" + id(made)).refuses(404, "invitation_not_found");

    assertThat(stranger.get(PATH).is(200).json().path("data").size()).isZero();
    register(user(email, "invitation", token(made))).is(201);
  }

  @Test
  void aNewInvitationTakesThePlaceOfTheOldOne() {
    String old = token(invite(admin, email, "admin").is(201).json());
    JsonNode made = invite(admin, email, "agent").is(201).json();

    assertThat(listed()).containsExactly(made.path("id").asString());
    register(user(email, "invitation", old)).refuses(403, "invitation_invalid");
    JsonNode joined = register(user(email, "invitation", token(made))).is(201).json();
    assertThat(joined.at("/user/role").asString()).isEqualTo("agent");
  }

  @Test
  void whoIsNoAdministratorAnyMoreHasInvitedNobody() {
    Person second = colleague(admin, "admin");
    JsonNode made = invite(second, email, "admin").is(201).json();

    admin.patch("/api/auth/users/" + second.id(), Map.of("role", "agent")).is(200);

    assertThat(listed()).isEmpty();
    register(user(email, "invitation", token(made))).refuses(403, "invitation_invalid");

    // Even one that got through on another gateway at the same moment.
    Sql.run(
        DATABASE,
        """
        insert into invitations (id, workspace_id, email, role, token_hash, invited_by, expires_at)
        values (?, ?, ?, 'admin', ?, ?, now() + interval '1 day')
        """,
        UUID.randomUUID(),
        admin.workspaceId(),
        email,
        new InvitationToken("late").sha256(),
        second.id());
    register(user(email, "invitation", "late")).refuses(403, "invitation_invalid");
  }

  @Test
  void anInvitationHasAWorkspaceAndTakesNoOther() {
    String token = token(invite(admin, email, "agent").is(201).json());

    Answer answer = register(user(email, "invitation", token, "workspaceName", "Mine"));

    answer.refuses(400, "validation_failed");
    assertThat(answer.json().at("/violations/0/field").asString()).isEqualTo("workspaceName");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer answer = admin.post(PATH, Map.of("email", "nobody", "role", "owner", "rol", "agent"));

    answer.refuses(400, "validation_failed");
    assertThat(
            answer
                .json()
                .path("violations")
                .valueStream()
                .map(violation -> violation.path("field").asString()))
        .containsExactlyInAnyOrder("email", "role", "rol");
  }

  @Test
  void aWorkspaceHasABoundedNumberOfOpenInvitations() {
    fill(999);
    invite(admin, email, "agent").is(201);

    invite(admin, anyEmail(), "agent").refuses(409, "invitations_exhausted");
    invite(admin, email, "agent").is(201);
  }

  @Test
  void theListHasPagesThatAreReadThroughTheIndex() {
    fill(120);

    JsonNode first = admin.get(PATH + "?limit=100&total=true").is(200).json();
    String next = first.at("/pagination/nextBefore").asString();
    JsonNode second = admin.get(PATH + "?limit=100&before=" + next).is(200).json();

    assertThat(first.path("data").size()).isEqualTo(100);
    assertThat(second.path("data").size()).isEqualTo(20);
    assertThat(second.at("/pagination/hasMore").asBoolean()).isFalse();
    assertThat(first.at("/pagination/total").asInt()).isEqualTo(120);
    Person other = founder();
    for (int i = 0; i < 20; i++) {
      fill(other, 500);
    }
    Sql.run(DATABASE, "analyze invitations");
    String page =
        InvitationQueries.PAGE
            .replace("$1", "'" + admin.workspaceId() + "'")
            .replace("$2", "now()")
            .replace("$3", "'" + admin.workspaceId() + "'")
            .replace("$4", "51")
            .replace("$5", "0");
    assertThat(plan(page)).contains("idx_invitations_workspace_created").doesNotContain("Seq Scan");
    String count =
        InvitationQueries.COUNT
            .replace("$1", "'" + admin.workspaceId() + "'")
            .replace("$2", "10001");
    assertThat(plan(count)).doesNotContain("Seq Scan");
    String holds = InvitationQueries.HOLDS.replace("$1", "'\\x00'::bytea").replace("$2", "'x'");
    assertThat(plan(holds))
        .contains("invitations_token_unique")
        .doesNotContain("Seq Scan on invitations");
    assertThat(plan(InvitationQueries.CLEAN_UP.replace("$1", "100")))
        .contains("idx_invitations_expires")
        .doesNotContain("Seq Scan");
  }

  private List<String> listed() {
    return admin
        .get(PATH)
        .is(200)
        .json()
        .path("data")
        .valueStream()
        .map(invitation -> invitation.path("id").asString())
        .toList();
  }

  private void fill(int count) {
    fill(admin, count);
  }

  private static void fill(Person by, int count) {
    Sql.run(
        DATABASE,
        """
        insert into invitations (id, workspace_id, email, role, token_hash, invited_by, expires_at)
        select gen_random_uuid(), ?, gen_random_uuid() || '@example.com', 'agent',
          sha256(gen_random_uuid()::text::bytea), ?, now() + interval '1 day'
        from generate_series(1, ?) n
        """,
        by.workspaceId(),
        by.id(),
        count);
  }

  private static String plan(String query) {
    return Sql.lines(DATABASE, "explain (costs off) " + query);
  }

  private static String row(JsonNode made) {
    return Sql.text(DATABASE, "select i::text from invitations i where id = '" + id(made) + "'");
  }

  private static UUID id(JsonNode made) {
    return UUID.fromString(made.path("id").asString());
  }

  private static String token(JsonNode made) {
    return made.path("token").asString();
  }
}
