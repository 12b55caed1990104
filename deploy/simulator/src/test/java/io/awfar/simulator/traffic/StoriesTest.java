package io.awfar.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.payload.Event.MessageEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StoriesTest {

  private static final int EPISODES = 400;

  private final List<List<MessageEvent>> episodes = episodes(1);

  @Test
  void withoutStoriesThePeopleAreTheSameInEveryEpisode() {
    assertThat(episodes(0).stream().flatMap(List::stream))
        .noneMatch(message -> message.json().contains("Newcomer"))
        .noneMatch(
            message -> message.sender() != null && message.sender().name().startsWith("Newcomer"));
  }

  @Test
  void anEditOrRevocationOfAStoryIsOfTheTextThatItBeganWith() {
    int edits = 0;
    int revocations = 0;
    for (List<MessageEvent> episode : episodes) {
      for (int turn = 3; turn <= 6; turn += 3) {
        JsonNode message = json(episode.get(turn));
        String type = message.get("type").asString();
        String original = message.path(type).path("original_message_id").asString("");
        if (!original.isEmpty() && original.equals(episode.getFirst().wamid())) {
          assertThat(json(episode.getFirst()).get("type").asString()).isEqualTo("text");
          edits += type.equals("edit") ? 1 : 0;
          revocations += type.equals("revoke") ? 1 : 0;
        }
      }
    }
    assertThat(edits).isGreaterThan(100);
    assertThat(revocations).isGreaterThan(30);
  }

  @Test
  void aReactionIsChangedAndTakenOffTheSameMessage() {
    int removed = 0;
    for (List<MessageEvent> episode : episodes) {
      JsonNode third = json(episode.get(6)).path("reaction");
      JsonNode first = json(episode.getFirst()).path("reaction");
      JsonNode second = json(episode.get(3)).path("reaction");
      if (first.isObject() && second.isObject() && third.isObject()) {
        assertThat(third.get("message_id")).isEqualTo(first.get("message_id"));
        assertThat(second.get("message_id")).isEqualTo(first.get("message_id"));
        assertThat(second.get("emoji")).isNotEqualTo(first.get("emoji"));
        assertThat(third.path("emoji").asString("")).isEmpty();
        removed++;
      }
    }
    assertThat(removed).isGreaterThan(30);
  }

  @Test
  void whoMovesGoesOnUnderTheNewNumberOrTheNewUserId() {
    int numbers = 0;
    int userIds = 0;
    for (List<MessageEvent> episode : episodes) {
      JsonNode move = json(episode.get(6));
      String phone = move.path("system").path("wa_id").asString("");
      String userId = move.path("system").path("user_id").asString("");
      if (!move.path("system").path("body").asString("").contains("Newcomer")) {
        continue;
      }
      MessageEvent after = episode.get(9);
      if (!phone.isEmpty()) {
        assertThat(after.sender().phone()).isEqualTo(phone);
        assertThat(episode.get(3).sender().phone())
            .isEqualTo(move.get("from").asString())
            .isNotEqualTo(phone);
        numbers++;
      }
      if (!userId.isEmpty()) {
        assertThat(after.sender().userId()).isEqualTo(userId);
        assertThat(episode.get(3).sender().userId()).isNotEqualTo(userId);
        userIds++;
      }
    }
    assertThat(numbers).isGreaterThan(30);
    assertThat(userIds).isGreaterThan(60);
  }

  @Test
  void whoMovesIsInNoOtherEpisode() {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < episodes.size(); i++) {
      Set<String> ids = new HashSet<>();
      for (MessageEvent message : episodes.get(i)) {
        if (message.sender() != null && message.sender().name().startsWith("Newcomer")) {
          ids.add(message.sender().id());
        }
      }
      for (String id : ids) {
        assertThat(seen.put(id, i)).isNull();
      }
    }
    assertThat(seen).hasSizeGreaterThan(100);
  }

  private static List<List<MessageEvent>> episodes(double stories) {
    EventGenerator generator =
        new EventGenerator(
            SimulatorSettings.builder(URI.create("http://localhost/"), "s")
                .seed(11)
                .stories(stories)
                .build()
                .traffic());
    List<List<MessageEvent>> episodes = new ArrayList<>();
    for (int episode = 0; episode < EPISODES; episode++) {
      List<MessageEvent> messages = new ArrayList<>();
      for (int position = 0; position < Episode.MESSAGES; position++) {
        long ordinal = (long) episode * Episode.EVENTS + position;
        messages.add((MessageEvent) generator.event(ordinal));
      }
      episodes.add(messages);
    }
    return episodes;
  }

  private static JsonNode json(MessageEvent message) {
    return new JsonMapper().readTree(message.json());
  }
}
