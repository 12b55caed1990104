package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.testservers.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveResumeTest {

  private static final String AMAL = "967777000002";

  private final LiveRecords records = LiveRecords.shared();
  private final UUID workspace = UUID.randomUUID();

  @Test
  void whoReturnsGoesOnAfterTheLastEventWithoutAGapAndWithoutARepetition() {
    LiveGateway gateway = LiveGateway.shared();
    List<EventClient.Event> told = new ArrayList<>();
    try (EventClient client = gateway.follow(workspace)) {
      write(0, 40);
      told.addAll(client.next(25));
    }
    write(40, 60);

    try (EventClient client = gateway.follow(workspace, told.getLast().id())) {
      write(60, 80);
      told.addAll(client.next(55));
      records.text(workspace, AMAL, "end");
      assertThat(client.next().body()).isEqualTo("end");
    }

    assertThat(told).extracting(EventClient.Event::body).containsExactlyInAnyOrder(bodies(80));
    assertThat(told).extracting(EventClient.Event::name).doesNotHaveDuplicates();
  }

  @Test
  void whoReturnsWithTheIdOfAHeartBeatGoesOnAfterIt() {
    LiveGateway gateway = LiveGateway.shared();
    String id;
    try (EventClient client = gateway.follow(workspace)) {
      write(0, 3);
      EventClient.Event last = client.next(3).getLast();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.heartBeats() > 2 && !client.lastEventId().equals(last.id()));
      id = client.lastEventId();
      assertThat(id).startsWith(last.name() + "@");
    }
    write(3, 6);

    try (EventClient client = gateway.follow(workspace, id)) {
      assertThat(client.next(3))
          .extracting(EventClient.Event::body)
          .containsExactlyInAnyOrder("3", "4", "5");
    }
  }

  @Test
  void whoReturnsToAnotherGatewayMissesNothingThoughBothTellInAnOrderOfTheirOwn() {
    TestPostgres.Database database = TestPostgres.create();
    List<EventClient.Event> told = new ArrayList<>();
    try (LiveGateway first = LiveGateway.start(database);
        LiveGateway second = LiveGateway.start(database)) {
      try (EventClient elsewhere = second.follow(workspace)) {
        for (int round = 0; round < 10; round++) {
          LiveGateway gateway = round % 2 == 0 ? first : second;
          String last = told.isEmpty() ? null : told.getLast().id();
          try (EventClient client = gateway.follow(workspace, last)) {
            write(round * 30, round * 30 + 30);
            told.addAll(client.next(20));
          }
        }
        try (EventClient client = second.follow(workspace, told.getLast().id())) {
          records.text(workspace, AMAL, "end");
          told.addAll(client.upTo("end"));
          await()
              .atMost(Duration.ofSeconds(20))
              .until(() -> {
                while (client.hasEvents()) {
                  told.add(client.next());
                }
                return bodies(told).size() == 301;
              });
        }
        assertThat(bodies(elsewhere.next(301))).hasSize(301);
      }
      assertThat(second.metric("awfar_gateway_live_streams_begun_total{how=\"reset\"}")).isZero();
      assertThat(second.metric("awfar_gateway_live_streams_begun_total{how=\"resumed_elsewhere\"}"))
          .isPositive();
    }
    assertThat(bodies(told)).contains(bodies(300));
    assertSortedOfEachChat(told);
  }

  @Test
  void whoReturnsAfterTheOnlyGatewayHasStartedAnewMissesNothing() {
    TestPostgres.Database database = TestPostgres.create();
    List<EventClient.Event> told = new ArrayList<>();
    try (LiveGateway gateway = LiveGateway.start(database);
        EventClient client = gateway.follow(workspace)) {
      write(0, 30);
      told.addAll(client.next(20));
    }
    write(30, 60);

    try (LiveGateway gateway = LiveGateway.start(database);
        EventClient client = gateway.follow(workspace, told.getLast().id())) {
      write(60, 90);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            while (client.hasEvents()) {
              told.add(client.next());
            }
            return bodies(told).size() == 90;
          });
      assertThat(told).noneMatch(event -> event.kind().equals("reset"));
      assertThat(gateway.metric("awfar_gateway_live_read_back")).isPositive();
    }
    assertSortedOfEachChat(told);
  }

  @Test
  void anIdThatNobodyKnowsGetsAResetAndThenWhatHappens() {
    LiveGateway gateway = LiveGateway.shared();
    String memory;
    try (EventClient client = gateway.follow(workspace)) {
      records.text(workspace, AMAL, "one");
      String id = client.next().id();
      memory = id.substring(id.indexOf('@') + 1, id.indexOf('.', id.indexOf('@')));
    }
    for (String id :
        List.of(
            "x",
            "@",
            "m.1.2@" + memory + ".999999.1",
            "m.1.2@" + memory + ".99999999999999999999.1",
            "m.1.2@elsewhere.1.0",
            "m.1.2@elsewhere.1.999999999999999999",
            "m.1.2@elsewhere.1.-1",
            "m.1.2@elsewhere.1.1' or '1'='1",
            "m.3." + "9".repeat(8_000) + "@a.1.1")) {
      try (EventClient client = gateway.follow(workspace, id)) {
        EventClient.Event reset = client.next();
        assertThat(reset.kind()).as(id).isEqualTo("reset");
        assertThat(reset.data().path("reason").asString()).isEqualTo("unknown");
        records.text(workspace, AMAL, "after");
        assertThat(client.next().body()).isEqualTo("after");

        try (EventClient again = gateway.follow(workspace, reset.id())) {
          assertThat(again.next().body()).isEqualTo("after");
        }
      }
    }
  }

  @Test
  void theIdOfAnotherWorkspaceShowsNothingOfIt() {
    LiveGateway gateway = LiveGateway.shared();
    UUID other = UUID.randomUUID();
    String id;
    try (EventClient client = gateway.follow(other)) {
      records.text(other, AMAL, "theirs 1");
      id = client.next().id();
      records.text(other, AMAL, "theirs 2");
      client.next();
    }
    try (EventClient client = gateway.follow(workspace, id)) {
      records.text(workspace, AMAL, "ours");

      assertThat(client.upTo("ours")).noneMatch(event -> event.body().startsWith("theirs"));
    }
  }

  @Test
  void whatIsNotRememberedAnyMoreGetsAReset() {
    try (LiveGateway gateway =
        LiveGateway.start(
            TestPostgres.create(),
            "AWFAR_GATEWAY_LIVE_MEMORY_SIZE_MAX=64KB",
            "AWFAR_GATEWAY_LIVE_READ_BACK_RECORDS_MAX=0")) {
      String id;
      try (EventClient client = gateway.follow(workspace)) {
        write(0, 1);
        id = client.next().id();
        for (int from = 1; from < 201; from += 20) {
          write(from, from + 20);
          client.next(20);
        }

        try (EventClient late = gateway.follow(workspace, id)) {
          assertThat(late.next().kind()).isEqualTo("reset");
        }
        try (EventClient early = gateway.follow(workspace, client.lastEventId())) {
          records.text(workspace, AMAL, "end");
          assertThat(early.next().body()).isEqualTo("end");
        }
      }
      assertThat(gateway.metric("awfar_gateway_live_memory")).isLessThan(64 * 1024);
    }
  }

  private void write(int from, int to) {
    for (int i = from; i < to; i++) {
      records.textSoon(workspace, "96777" + i % 7, Integer.toString(i));
    }
    records.flush();
  }

  private static String[] bodies(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
  }

  private static Set<String> bodies(List<EventClient.Event> events) {
    Set<String> bodies = new HashSet<>();
    events.forEach(event -> bodies.add(event.body()));
    return bodies;
  }

  /// What is told again comes in order, too, from an earlier event on.
  private static void assertSortedOfEachChat(List<EventClient.Event> told) {
    for (int chat = 0; chat < 7; chat++) {
      Set<String> names = new HashSet<>();
      int last = -1;
      for (EventClient.Event event : told) {
        String contact = event.data().at("/contact/phone").asString("");
        if (contact.equals("96777" + chat) && names.add(event.name())) {
          int number = Integer.parseInt(event.body());
          assertThat(number).isGreaterThan(last);
          last = number;
        }
      }
    }
  }
}
