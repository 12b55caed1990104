package io.awfar.ingest.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.channel.KnownChannels.Configured;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KnownChannelsTest {

  private static final UUID MAIN = new UUID(0, 1);
  private static final UUID NORTH = new UUID(0, 2);
  private static final UUID SOUTH = new UUID(0, 3);

  private static final byte[] BODY = "what do ya want for nothing?".getBytes(UTF_8);

  private static final Ownership FOREIGN = new Ownership.Foreign();
  private static final Ownership UNUSABLE = new Ownership.Unusable();

  private final KnownChannels channels =
      known(
          32,
          managed("10", "waba-north", NORTH, "north-secret", "north-token"),
          managed("11", "waba-north", NORTH, "north-secret", null),
          managed("20", "waba-south", SOUTH, "south-secret", "south-token"),
          managed("30", "waba-none", SOUTH, null, null),
          unreadable("40", "waba-lost", SOUTH));

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  /// RFC 4231, test case 2.
  @Test
  void aSignatureIsTheHmacOfTheBytes() {
    byte[] signature =
        HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    byte[] otherBody = BODY.clone();
    otherBody[0] ^= 1;
    AppSecret secret = AppSecret.of("Jefe");

    assertThat(secret.made(signature, BODY)).isTrue();
    assertThat(secret.made(signature, otherBody)).isFalse();
    assertThat(secret.made(new byte[0], BODY)).isFalse();
    signature[31] ^= 1;
    assertThat(secret.made(signature, BODY)).isFalse();
  }

  @Test
  void everySecretThatIsKnownMaySignAndNoOther() {
    // Twice, since the one that matched last is tried first.
    for (String secret :
        List.of("main", "south-secret", "south-secret", "north-secret", "old-main", "main")) {
      assertThat(channels.signerOf(AppSecret.of(secret).sign(BODY), BODY))
          .isEqualTo(AppSecret.of(secret));
    }
    assertThat(channels.signerOf(AppSecret.of("guess").sign(BODY), BODY)).isNull();
  }

  @Test
  void aManagedNumberBelongsToItsWorkspaceIfItsOwnAppSigned() {
    assertThat(owner("north-secret", "10", "waba-north")).isEqualTo(workspace(NORTH));
    assertThat(owner("north-secret", "11", "waba-north")).isEqualTo(workspace(NORTH));
    assertThat(owner("south-secret", "20", "waba-south")).isEqualTo(workspace(SOUTH));
  }

  @Test
  void nobodySignsForTheNumberOfAnother() {
    assertThat(owner("south-secret", "10", "waba-north")).isEqualTo(FOREIGN);
    assertThat(owner("north-secret", "20", "waba-south")).isEqualTo(FOREIGN);
    // Not even by claiming another account, nor with the secret of the service.
    assertThat(owner("south-secret", "10", "waba-south")).isEqualTo(FOREIGN);
    assertThat(owner("main", "10", "waba-north")).isEqualTo(FOREIGN);
  }

  @Test
  void theSecretsOfTheServiceSignForNumbersThatNameNone() {
    assertThat(owner("main", "30", "waba-none")).isEqualTo(workspace(SOUTH));
    assertThat(owner("old-main", "30", "waba-none")).isEqualTo(workspace(SOUTH));
    assertThat(owner("south-secret", "30", "waba-none")).isEqualTo(FOREIGN);
  }

  @Test
  void theSecretsOfTheServiceSignForNumbersThatAreNotManagedAndNoOtherDoes() {
    assertThat(owner("main", "99", "waba-99")).isEqualTo(workspace(MAIN));
    assertThat(owner("north-secret", "99", "waba-north")).isEqualTo(FOREIGN);
  }

  @Test
  void aNumberThatTheEnvironmentGivesToAWorkspaceIsNotTakenOverByAnother() {
    KnownChannels denying =
        KnownChannels.of(
            new Configured(
                List.of(AppSecret.of("main")),
                "",
                new ChannelSettings(MAIN, Map.of("10", SOUTH, "waba-south", SOUTH), "", 32)),
            List.of(
                managed("10", "waba-north", NORTH, "north-secret", null),
                // Its record names an account of its own, its events tell the true one.
                managed("11", "waba-north", NORTH, "north-secret", null)));

    assertThat(owner(denying, "main", "10", "waba-north")).isEqualTo(workspace(SOUTH));
    assertThat(owner(denying, "north-secret", "10", "waba-north")).isEqualTo(FOREIGN);
    assertThat(owner(denying, "main", "11", "waba-south")).isEqualTo(workspace(SOUTH));
    assertThat(owner(denying, "north-secret", "11", "waba-south")).isEqualTo(FOREIGN);
    assertThat(owner(denying, "north-secret", "11", "waba-north")).isEqualTo(workspace(NORTH));
  }

  @Test
  void anEventOfAnAccountBelongsToWhoseAppSignedIt() {
    KnownChannels shared =
        known(
            32,
            managed("10", "waba", NORTH, "north-secret", null),
            managed("20", "waba", SOUTH, "south-secret", null));

    assertThat(owner(shared, "north-secret", "waba", "waba")).isEqualTo(workspace(NORTH));
    assertThat(owner(shared, "south-secret", "waba", "waba")).isEqualTo(workspace(SOUTH));
    // Whoever names an account does not take it from a service that has it configured.
    assertThat(owner(shared, "main", "waba", "waba")).isEqualTo(workspace(MAIN));
    assertThat(owner(shared, "north-secret", "other", "other")).isEqualTo(FOREIGN);
  }

  @Test
  void anEventOfAnAccountWhoseNumbersNameNoSecretBelongsToTheirWorkspace() {
    assertThat(owner("main", "waba-none", "waba-none")).isEqualTo(workspace(SOUTH));
    assertThat(owner("south-secret", "waba-none", "waba-none")).isEqualTo(FOREIGN);
    KnownChannels shared =
        known(
            32,
            managed("10", "waba", NORTH, null, null),
            managed("11", "waba", NORTH, null, null),
            managed("20", "both", NORTH, null, null),
            managed("21", "both", SOUTH, null, null));
    assertThat(owner(shared, "main", "waba", "waba")).isEqualTo(workspace(NORTH));
    // Of two workspaces the secret tells neither.
    assertThat(owner(shared, "main", "both", "both")).isEqualTo(workspace(MAIN));
  }

  @Test
  void anEventOfAnAccountWaitsWhileTheCredentialsOfItsNumberAreUnreadable() {
    assertThat(owner("main", "waba-lost", "waba-lost")).isEqualTo(UNUSABLE);
  }

  @Test
  void aNumberWithUnreadableCredentialsIsUnusableWhoeverSigned() {
    assertThat(owner("main", "40", "waba-lost")).isEqualTo(UNUSABLE);
    assertThat(owner("south-secret", "40", "waba-lost")).isEqualTo(UNUSABLE);
    assertThat(channels.unusable()).isOne();
  }

  @Test
  void onlySoManySecretsAreComparedWithASignature() {
    KnownChannels few =
        known(
            1,
            managed("1", "a", NORTH, "first", null),
            managed("2", "b", SOUTH, "second", null),
            managed("3", "c", NORTH, "first", null));

    assertThat(owner(few, "first", "3", "c")).isEqualTo(workspace(NORTH));
    assertThat(few.signerOf(AppSecret.of("second").sign(BODY), BODY)).isNull();
    assertThat(owner(few, "main", "2", "b")).isEqualTo(UNUSABLE);
    assertThat(few.unusable()).isOne();
  }

  @Test
  void theTokensOfServiceAndNumbersAreKnown() {
    for (String token : List.of("token", "north-token", "south-token")) {
      assertThat(channels.knowsVerifyToken(token.getBytes(UTF_8))).isTrue();
    }
    assertThat(channels.knowsVerifyToken("nobody".getBytes(UTF_8))).isFalse();
    assertThat(channels.knowsVerifyToken(new byte[0])).isFalse();
  }

  @Test
  void anEmptyTokenIsNone() {
    KnownChannels none = KnownChannels.configured(List.of(), "", settings(1));

    assertThat(none.knowsVerifyToken(new byte[0])).isFalse();
    assertThat(none.hasSecrets()).isFalse();
  }

  private Ownership owner(String secret, String channelId, String account) {
    return owner(channels, secret, channelId, account);
  }

  private static Ownership owner(
      KnownChannels channels, String secret, String channelId, String account) {
    AppSecret signer = channels.signerOf(AppSecret.of(secret).sign(BODY), BODY);
    return channels.signedBy(signer).ownerOf(channelId, account);
  }

  private static Ownership workspace(UUID id) {
    return new Ownership.Workspace(id);
  }

  private static KnownChannels known(int secretsMax, ManagedChannel... channels) {
    return KnownChannels.of(
        new Configured(
            List.of(AppSecret.of("main"), AppSecret.of("old-main")), "token", settings(secretsMax)),
        List.of(channels));
  }

  private static ChannelSettings settings(int secretsMax) {
    return new ChannelSettings(MAIN, Map.of(), "", secretsMax);
  }

  private static ManagedChannel managed(
      String id, String account, UUID owner, String appSecret, String verifyToken) {
    ChannelSecrets secrets =
        new ChannelSecrets(
            Optional.ofNullable(appSecret), Optional.empty(), Optional.ofNullable(verifyToken));
    return new ManagedChannel(channel(id, account, owner), Optional.of(secrets));
  }

  private static ManagedChannel unreadable(String id, String account, UUID owner) {
    return new ManagedChannel(channel(id, account, owner), Optional.empty());
  }

  private static Channel channel(String id, String account, UUID owner) {
    return Channel.newBuilder()
        .setChannelId(id)
        .setOwnerId(owner)
        .setBusinessAccountId(account)
        .setName("Sales")
        .setState(ChannelState.ACTIVE)
        .setCredentials("unread here")
        .setSendsPerSecond(80)
        .setUpdatedAt(Instant.EPOCH)
        .setVersion(1)
        .build();
  }
}
