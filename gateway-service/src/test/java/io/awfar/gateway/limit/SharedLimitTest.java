package io.awfar.gateway.limit;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static io.awfar.gateway.limit.LimitedGateway.code;
import static io.awfar.gateway.limit.LimitedGateway.get;
import static io.awfar.gateway.limit.LimitedGateway.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.LogLines;
import io.awfar.testservers.TestPostgres;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Two gateways and more on one database and one real Redis.
class SharedLimitTest {

  private static final String ME = "/api/auth/me";
  private static final TestPostgres.Database DATABASE = TestPostgres.create();

  private static RedisServer redis;
  private static LimitedGateway one;
  private static LimitedGateway another;

  @BeforeAll
  static void start() {
    redis = RedisServer.startOrSkip();
    one = gateway("local");
    another = gateway("local");
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable each : new AutoCloseable[] {one, another, redis}) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterEach
  void redisAnswersAgain() {
    await().atMost(Duration.ofSeconds(20)).until(() -> isUp(one) && isUp(another));
  }

  @Test
  void gatewaysCountTogether() {
    WebTestClient here = one.user("agent", "192.0.2.1");
    WebTestClient there = at(another, here);
    for (int i = 0; i < 5; i++) {
      assertThat(status(get(here, ME))).isEqualTo(200);
      assertThat(remaining(get(there, ME))).isEqualTo(8 - 2 * i);
    }

    assertThat(status(get(here, ME))).isEqualTo(429);
    assertThat(status(get(there, ME))).isEqualTo(429);
  }

  @Test
  void atTheSameMomentNoMorePassThanMay() throws Exception {
    WebTestClient here = one.user("agent", "192.0.2.2");
    WebTestClient there = at(another, here);
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      WebTestClient client = i % 2 == 0 ? here : there;
      requests.add(() -> status(get(client, ME)));
    }

    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(20)) {
      for (Future<Integer> answer : threads.invokeAll(requests)) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(30);
    assertThat(isUp(one)).isTrue();
  }

  @Test
  void wrongPasswordsAreCountedTogetherAndAPlaceThatOneKnowsTheOtherKnows() {
    one.addUser("both@example.com", "agent");
    assertThat(status(one.login("both@example.com", PASSWORD, "203.0.113.1"))).isEqualTo(200);
    for (int i = 0; i < 5; i++) {
      LimitedGateway gateway = i % 2 == 0 ? one : another;
      assertThat(status(gateway.login("both@example.com", "wrong", "198.51.100.1" + i)))
          .isEqualTo(401);
    }

    assertThat(status(another.login("both@example.com", PASSWORD, "198.51.100.20"))).isEqualTo(429);
    assertThat(status(another.login("both@example.com", PASSWORD, "203.0.113.1"))).isEqualTo(200);
  }

  @Test
  void whatRedisHoldsNamesNoEmailAndNoAddressAndGoesByItself() {
    one.login(EMAIL, "wrong", "203.0.113.99");
    one.login(EMAIL, PASSWORD, "203.0.113.99");

    List<String> keys = redis.ask(commands -> commands.keys("*"));

    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(key -> {
          assertThat(key).startsWith("awfar:").doesNotContain(EMAIL, "203.0.113", "example");
          // It may be gone by now, but has never no end.
          assertThat(redis.<Long>ask(commands -> commands.pttl(key))).isNotEqualTo(-1);
          assertThat(String.valueOf(redis.<Object>ask(commands -> value(commands, key))))
              .doesNotContain(EMAIL, "203.0.113");
        });
  }

  @Test
  void withRedisDownEachCountsForItselfOrNobodyOrNothingPassesAsTheSettingSaysAndItComesBack() {
    try (LimitedGateway allowing = gateway("allow");
        LimitedGateway refusing = gateway("refuse");
        LogLines lines = LogLines.of(RedisOutage.class.getName())) {
      WebTestClient here = one.user("agent", "192.0.2.3");
      WebTestClient there = at(another, here);
      assertThat(remaining(get(here, ME))).isEqualTo(9);
      assertThat(remaining(get(at(allowing, here), ME))).isEqualTo(8);
      assertThat(remaining(get(at(refusing, here), ME))).isEqualTo(7);

      redis.kill();

      for (WebTestClient gateway : List.of(here, there)) {
        for (int left = 9; left >= 0; left--) {
          assertThat(remaining(inTime(gateway))).isEqualTo(left);
        }
        assertThat(status(inTime(gateway))).isEqualTo(429);
      }
      for (int i = 0; i < 20; i++) {
        EntityExchangeResult<byte[]> passed = inTime(at(allowing, here));
        assertThat(status(passed)).isEqualTo(200);
        assertThat(passed.getResponseHeaders().containsHeader("RateLimit-Limit")).isFalse();

        EntityExchangeResult<byte[]> refused = inTime(at(refusing, here));
        assertThat(status(refused)).isEqualTo(503);
        assertThat(code(refused)).isEqualTo("limits_unavailable");
        assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
      }
      assertThat(status(allowing.login(EMAIL, "wrong", "192.0.2.8"))).isEqualTo(401);
      assertThat(allowing.signIn(EMAIL, "192.0.2.8")).isNotEmpty();
      assertThat(isUp(one)).isFalse();
      assertThat(get(one.from("192.0.2.4"), "/health").getStatus().value()).isEqualTo(200);
      assertThat(lines.texts())
          .filteredOn(line -> line.contains("does not answer"))
          .hasSize(4)
          .anySatisfy(line -> assertThat(line).contains("counts for itself"))
          .anySatisfy(line -> assertThat(line).contains("pass uncounted"))
          .anySatisfy(line -> assertThat(line).contains("are refused"));

      redis.start();

      for (LimitedGateway gateway : List.of(one, another, allowing, refusing)) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> {
              get(gateway.from("192.0.2.5"), ME);
              return isUp(gateway);
            });
      }
      WebTestClient again = one.user("agent", "192.0.2.6");
      assertThat(remaining(get(again, ME))).isEqualTo(9);
      assertThat(remaining(get(at(refusing, again), ME))).isEqualTo(8);
      assertThat(lines.texts()).filteredOn(line -> line.contains("answers again")).hasSize(4);
    }
  }

  @Test
  void aRedisThatHasNoMemoryLeftIsDownThoughItAnswers() {
    WebTestClient agent = one.user("agent", "192.0.2.9");
    assertThat(remaining(get(agent, ME))).isEqualTo(9);
    try (LogLines lines = LogLines.of(RedisOutage.class.getName())) {
      redis.ask(commands -> commands.configSet("maxmemory", "1"));
      try {
        for (int left = 9; left >= 0; left--) {
          assertThat(remaining(get(agent, ME))).isEqualTo(left);
        }
        assertThat(status(get(agent, ME))).isEqualTo(429);
        assertThat(isUp(one)).isFalse();
        assertThat(lines.texts())
            .singleElement()
            .satisfies(line -> assertThat(line).contains("counts for itself", "OOM"));
      } finally {
        redis.ask(commands -> commands.configSet("maxmemory", "0"));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            get(agent, ME);
            return isUp(one);
          });
      assertThat(lines.texts()).hasSize(2).last().asString().contains("answers again");
    }
  }

  @Test
  void aRedisThatHangsHoldsUpOneRequestInASecond() {
    WebTestClient agent = one.user("agent", "192.0.2.7");
    redis.holdUp();
    try {
      long start = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        assertThat(status(get(agent, ME))).isEqualTo(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    } finally {
      redis.letGoOn();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          get(agent, ME);
          return isUp(one);
        });
  }

  @Test
  void aGatewayStartsWithoutItsRedis() {
    try (LimitedGateway gateway =
        LimitedGateway.on(
            DATABASE,
            "AWFAR_GATEWAY_REDIS_URL=redis://:wrong@127.0.0.1:1",
            "AWFAR_GATEWAY_LIMIT_KEY=0123456789 0123456789 0123456789",
            "AWFAR_GATEWAY_LIMIT_API_ADDRESS=2/15m")) {
      WebTestClient stranger = gateway.from("192.0.2.8");
      assertThat(status(get(stranger, ME))).isEqualTo(401);
      assertThat(status(get(stranger, ME))).isEqualTo(401);
      assertThat(status(get(stranger, ME))).isEqualTo(429);
      assertThat(gateway.running().readinessStatus()).isEqualTo(200);
    }
  }

  private static Object value(RedisCommands<String, String> commands, String key) {
    return commands.type(key).equals("zset")
        ? commands.zrange(key, 0, -1)
        : String.valueOf(commands.get(key));
  }

  private static LimitedGateway gateway(String whenRedisDown) {
    return LimitedGateway.on(
        DATABASE,
        "AWFAR_GATEWAY_REDIS_URL=" + redis.url(),
        "AWFAR_GATEWAY_LIMIT_KEY=0123456789 0123456789 0123456789",
        "AWFAR_GATEWAY_LIMIT_WHEN_REDIS_DOWN=" + whenRedisDown,
        "AWFAR_GATEWAY_LIMIT_API_AGENT=10/15m");
  }

  /// The same user at another gateway.
  private static WebTestClient at(LimitedGateway gateway, WebTestClient user) {
    return user.mutate().baseUrl(gateway.running().url()).build();
  }

  private static EntityExchangeResult<byte[]> inTime(WebTestClient client) {
    long start = System.nanoTime();
    EntityExchangeResult<byte[]> answer = get(client, ME);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    return answer;
  }

  private static long remaining(EntityExchangeResult<byte[]> answer) {
    assertThat(status(answer)).isEqualTo(200);
    return Long.parseLong(answer.getResponseHeaders().getFirst("RateLimit-Remaining"));
  }

  private static boolean isUp(LimitedGateway gateway) {
    return gateway
            .running()
            .bean(MeterRegistry.class)
            .get("awfar.gateway.limits.redis.up")
            .gauge()
            .value()
        == 1;
  }
}
