package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class KnownPlacesTest {

  private static final String PLACE = "account@address";
  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final UUID OWNER = UUID.randomUUID();

  /// Of now, for Redis has a clock of its own.
  private final Instant start = Instant.now();

  @Test
  void whoWasThereFirstStaysKnownHoweverManyComeAfter() {
    StaticListableBeanFactory alone = new StaticListableBeanFactory();
    KnownPlaces places = places(alone, start);

    places.remember(PLACE, OWNER).block();
    List<UUID> strangers = come(places);
    places.remember(PLACE, OWNER).block();

    assertThat(places.usersOf(PLACE).block())
        .hasSize(20)
        .contains(OWNER)
        .containsAll(strangers.subList(0, 19));
    assertThat(places.usersOf("account@elsewhere").block()).isEmpty();
  }

  @Test
  void gatewaysKnowTheSameByWayOfRedis() {
    try (RedisServer server = RedisServer.startOrSkip();
        RedisLink link =
            new RedisLink(server.url(), Duration.ofSeconds(5), Schedulers.immediate())) {
      StaticListableBeanFactory shared = new StaticListableBeanFactory();
      shared.addBean("link", link);
      shared.addBean(
          "outage", new RedisOutage("", Mono.empty(), new SimpleMeterRegistry(), System::nanoTime));
      await()
          .ignoreExceptions()
          .until(() -> link.ask(connection -> connection.async().ping()).block().equals("PONG"));

      KnownPlaces one = places(shared, start);
      one.remember(PLACE, OWNER).block();
      List<UUID> strangers = come(one);

      assertThat(places(shared, start).usersOf(PLACE).block())
          .hasSize(20)
          .contains(OWNER)
          .containsAll(strangers.subList(0, 19));

      // Who came again after two weeks is known for longer, and the others leave room.
      places(shared, start.plus(Duration.ofDays(14))).remember(PLACE, OWNER).block();
      KnownPlaces later = places(shared, start.plus(KNOWN_FOR));
      assertThat(later.usersOf(PLACE).block()).containsExactly(OWNER);
      later.remember(PLACE, strangers.getLast()).block();
      assertThat(places(shared, start.plus(KNOWN_FOR)).usersOf(PLACE).block())
          .containsExactlyInAnyOrder(OWNER, strangers.getLast());
    }
  }

  private static List<UUID> come(KnownPlaces places) {
    List<UUID> strangers = Stream.generate(UUID::randomUUID).limit(30).toList();
    strangers.forEach(stranger -> places.remember(PLACE, stranger).block());
    return strangers;
  }

  /// Of a gateway that has just been started.
  private static KnownPlaces places(StaticListableBeanFactory beans, Instant now) {
    return new KnownPlaces(
        settings(),
        Clock.fixed(now, ZoneOffset.UTC),
        beans.getBeanProvider(RedisLink.class),
        beans.getBeanProvider(RedisOutage.class));
  }

  private static LimitSettings settings() {
    RoleRates all = RoleRates.valueOf("off");
    return new LimitSettings(
        true,
        all,
        Rate.OFF,
        Rate.OFF,
        Rate.OFF,
        all,
        all,
        1_000,
        null,
        Duration.ofSeconds(5),
        LimitSettings.WhenRedisDown.LOCAL,
        null,
        500);
  }
}
