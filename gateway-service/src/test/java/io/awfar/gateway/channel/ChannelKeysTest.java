package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.Sql;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.testservers.TestPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelKeysTest {

  private static final String OLD = key("old");
  private static final String NEW = key("new");

  @Test
  void afterANewKeyIsPutFirstAllIsEncryptedWithItAtTheNextStart() {
    TestPostgres.Database database = TestPostgres.create();
    try (ChannelGateway gateway = ChannelGateway.start(database, set(OLD))) {
      gateway.create(gateway.admin(), channel("8201")).expectStatus().isCreated();
      assertThat(keyId(gateway, "8201")).isEqualTo("old");
    }

    try (ChannelGateway gateway = ChannelGateway.start(database, set(NEW, OLD))) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(keyId(gateway, "8201")).isEqualTo("new"));
      assertThat(
              Sql.text(
                  database,
                  """
                  select action || ' ' || coalesce(changed_by::text, 'nobody') from channel_changes
                  where channel_id = '8201' and version = 2
                  """))
          .isEqualTo("encrypted nobody");
    }

    // The old one may be dropped now.
    try (ChannelGateway gateway = ChannelGateway.start(database, set(NEW))) {
      assertThat(channelOf(gateway, "8201").accessToken()).contains("access-token-of-8201");
    }
  }

  @Test
  void aPatchOfNothingEncryptsWithTheFirstKeyAndKeepsEverything() {
    TestPostgres.Database database = TestPostgres.create();
    try (ChannelGateway gateway = ChannelGateway.start(database, set(OLD))) {
      gateway.create(gateway.admin(), channel("8202")).expectStatus().isCreated();
      String before = channelOf(gateway, "8202").channel().getCredentials();

      gateway.patch(gateway.admin(), "8202", "*", Map.of()).expectStatus().isOk();

      assertThat(channelOf(gateway, "8202").channel().getCredentials()).isNotEqualTo(before);
      assertThat(channelOf(gateway, "8202").appSecret()).contains("app-secret-of-8202");
    }
  }

  @Test
  void secretsThatNoKeyOpensMustBeGivenAnew() {
    TestPostgres.Database database = TestPostgres.create();
    try (ChannelGateway gateway = ChannelGateway.start(database, set(OLD))) {
      gateway.create(gateway.admin(), channel("8203")).expectStatus().isCreated();
    }

    try (ChannelGateway gateway = ChannelGateway.start(database, set(NEW))) {
      gateway.get(gateway.admin(), "8203").expectBody().jsonPath("$.usable").isEqualTo(false);
      refusal(
          gateway.patch(gateway.admin(), "8203", "*", Map.of("name", "Other")),
          409,
          "credentials_unreadable");
      refusal(gateway.check(gateway.admin(), "8203"), 409, "credentials_unreadable");

      gateway
          .patch(
              gateway.admin(),
              "8203",
              "*",
              Map.of(
                  "appSecret",
                  "a-new-one",
                  "accessToken",
                  "access-token-of-8203-another",
                  "verifyToken",
                  ""))
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.usable")
          .isEqualTo(true);
      assertThat(channelOf(gateway, "8203").appSecret()).contains("a-new-one");
    }
  }

  @Test
  void withoutAKeyChannelsAreListedAndNoneIsWritten() {
    try (ChannelGateway gateway = ChannelGateway.start(TestPostgres.create(), "")) {
      gateway.list(gateway.admin()).expectStatus().isOk();
      refusal(gateway.create(gateway.admin(), channel("8204")), 503, "keys_missing");
    }
  }

  private static String keyId(ChannelGateway gateway, String id) {
    return SealedCredentials.keyId(channelOf(gateway, id).channel().getCredentials()).orElseThrow();
  }

  private static ManagedChannel channelOf(ChannelGateway gateway, String id) {
    return gateway.gateway().bean(ChannelDirectory.class).find(id).orElseThrow();
  }

  /// One key, without the set around it.
  private static String key(String id) {
    String set = ChannelKeys.generate(id);
    return set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
  }

  private static String set(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }
}
