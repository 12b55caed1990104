package io.awfar.gateway.chat;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.Team.CHATS;
import static io.awfar.gateway.Team.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.gateway.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatFilterTest {

  private static final Team TEAM = new Team();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<Known> CHATS_WRITTEN = new ArrayList<>();

  private static String label;

  private record Known(
      UUID id,
      Instant at,
      UUID assignee,
      boolean closed,
      boolean labelled,
      String channel,
      boolean unread) {}

  private record Condition(String query, Predicate<Known> lets) {}

  @BeforeAll
  static void write() {
    label = TEAM.label("filtered");
    Stage.chat(new Team().workspace, NOON);
    Random random = new Random(7);
    List<UUID> users = new ArrayList<>(List.of(TEAM.user("agent"), TEAM.user("agent.two")));
    users.add(null);
    for (int i = 0; i < 40; i++) {
      Known chat =
          new Known(
              Stage.chat(TEAM.workspace, NOON.minusSeconds(i / 4)),
              NOON.minusSeconds(i / 4),
              users.get(random.nextInt(3)),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean() ? "1055" : "1066",
              random.nextBoolean());
      set(chat);
      CHATS_WRITTEN.add(chat);
    }
  }

  private static void set(Known chat) {
    String path = CHATS + "/" + chat.id();
    if (chat.assignee() != null) {
      String body = "{'userId':'" + chat.assignee() + "'}";
      json(TEAM.call("admin", POST, path + "/assign", body), 200);
    }
    if (chat.closed()) {
      json(TEAM.call("admin", POST, path + "/close"), 200);
    }
    if (chat.labelled()) {
      json(TEAM.call("admin", PUT, path + "/labels/" + label), 200);
    }
    Sql.run(DATABASE, "update chats set channel_id = ? where id = ?", chat.channel(), chat.id());
    // Of its three messages one, or all.
    Sql.run(
        DATABASE,
        "insert into chat_reads (chat_id, owner_id, read_count) values (?, ?, ?)",
        chat.id(),
        TEAM.workspace,
        chat.unread() ? 1 : 3);
  }

  @Test
  void aPageGoesOnBehindARowOfAChatThatIsNotThere() {
    Team team = new Team();
    UUID newer = Stage.chat(team.workspace, NOON);
    UUID older = Stage.chat(team.workspace, NOON.minusSeconds(1));
    Sql.run(
        DATABASE,
        """
        insert into chat_team (chat_id, owner_id, last_message_at, unread, channel_id)
        values (gen_random_uuid(), ?, now(), false, '1055')
        """,
        team.workspace);

    JsonNode first = json(team.get("agent", CHATS + "?state=open&limit=1"), 200);
    JsonNode second =
        json(
            team.get(
                "agent",
                CHATS
                    + "?state=open&limit=1&before="
                    + first.at("/pagination/nextBefore").asString()),
            200);

    assertThat(first.at("/data/0/id").asString()).isEqualTo(newer.toString());
    assertThat(second.at("/data/0/id").asString()).isEqualTo(older.toString());
    assertThat(second.at("/pagination/hasMore").asBoolean()).isFalse();
  }

  @Test
  void eachCombinationOfFiltersPagesThroughItsChatsWithoutLossOrRepeat() {
    UUID agent = TEAM.user("agent");
    List<List<Condition>> dimensions =
        List.of(
            List.of(
                any(),
                new Condition("assignee=me", chat -> agent.equals(chat.assignee())),
                new Condition("assignee=none", chat -> chat.assignee() == null),
                new Condition(
                    "assignee=" + TEAM.user("agent.two"),
                    chat -> TEAM.user("agent.two").equals(chat.assignee()))),
            List.of(
                any(),
                new Condition("state=open", chat -> !chat.closed()),
                new Condition("state=closed", Known::closed)),
            List.of(any(), new Condition("label=" + label, Known::labelled)),
            List.of(any(), new Condition("channelId=1066", chat -> chat.channel().equals("1066"))),
            List.of(any(), new Condition("unread=true", Known::unread)));
    List<Condition> combinations = List.of(any());
    for (List<Condition> dimension : dimensions) {
      combinations =
          combinations.stream()
              .flatMap(one -> dimension.stream().map(other -> both(one, other)))
              .toList();
    }

    assertThat(combinations).hasSize(96);
    for (Condition asked : combinations) {
      List<String> expected =
          CHATS_WRITTEN.stream()
              .filter(asked.lets())
              .sorted(Comparator.comparing(Known::at).reversed())
              .map(chat -> chat.id().toString())
              .toList();
      List<String> read = all(asked.query());
      assertThat(read).as(asked.query()).doesNotHaveDuplicates();
      assertThat(read).as(asked.query()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aFilteredPageIsInTheOrderOfTheList() {
    List<String> all = all("");

    assertThat(all("assignee=none")).isEqualTo(those(all, chat -> chat.assignee() == null));
    assertThat(all("label=" + label)).isEqualTo(those(all, Known::labelled));
    assertThat(all("state=open")).isEqualTo(those(all, chat -> !chat.closed()));
  }

  @Test
  void anOffsetSkipsAmongTheFiltered() {
    List<String> all = all("assignee=me");

    JsonNode page =
        json(TEAM.get("agent", CHATS + "?assignee=me&limit=3&offset=2"), 200).path("data");

    assertThat(page.valueStream().map(chat -> chat.path("id").asString()))
        .containsExactlyElementsOf(all.subList(2, 5));
  }

  @Test
  void aListIsCountedAsItIsFilteredIfThatIsAskedFor() {
    UUID agent = TEAM.user("agent");
    for (Condition asked :
        List.of(
            any(),
            new Condition("assignee=me", chat -> agent.equals(chat.assignee())),
            new Condition("state=closed", Known::closed),
            new Condition(
                "label=" + label + "&unread=true", chat -> chat.labelled() && chat.unread()))) {
      JsonNode pagination =
          json(TEAM.get("agent", CHATS + "?limit=1&offset=1&total=true&" + asked.query()), 200)
              .path("pagination");

      assertThat(pagination.path("total").asLong(-1))
          .as(asked.query())
          .isEqualTo(CHATS_WRITTEN.stream().filter(asked.lets()).count());
      assertThat(pagination.path("totalIsExact").asBoolean()).isTrue();
    }
    assertThat(json(TEAM.get("agent", CHATS), 200).path("pagination").has("total")).isFalse();
  }

  @Test
  void whatNobodyHasFindsNothing() {
    for (String query :
        List.of(
            "assignee=" + UUID.randomUUID(), "label=" + UUID.randomUUID(), "channelId=nowhere")) {
      assertThat(all(query)).isEmpty();
    }
    String foreign = new Team().label("foreign");
    assertThat(all("label=" + foreign)).isEmpty();
  }

  @Test
  void allThatIsWrongWithTheQueryIsToldAtOnce() {
    JsonNode problem =
        json(
            TEAM.get(
                "agent",
                CHATS
                    + "?limit=0&assignee=you&state=new&label=red&channelId=a%20b&unread=yes"
                    + "&state=open"),
            400);

    assertThat(problem.path("code").asString()).isEqualTo("validation_failed");
    assertThat(problem.path("violations").valueStream().map(v -> v.path("field").asString()))
        .containsExactlyInAnyOrder(
            "limit", "assignee", "state", "state", "label", "channelId", "unread");
  }

  private static List<String> those(List<String> all, Predicate<Known> let) {
    List<String> ids =
        CHATS_WRITTEN.stream().filter(let).map(chat -> chat.id().toString()).toList();
    return all.stream().filter(ids::contains).toList();
  }

  private static List<String> all(String query) {
    List<String> ids = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = json(TEAM.get("agent", CHATS + "?limit=7&" + query + next), 200);
      page.path("data").forEach(chat -> ids.add(chat.path("id").asString()));
      JsonNode before = page.path("pagination").path("nextBefore");
      next = before.isMissingNode() ? null : "&before=" + before.asString();
    }
    return ids;
  }

  private static Condition any() {
    return new Condition("", _ -> true);
  }

  private static Condition both(Condition one, Condition other) {
    String between = one.query().isEmpty() || other.query().isEmpty() ? "" : "&";
    return new Condition(one.query() + between + other.query(), one.lets().and(other.lets()));
  }
}
