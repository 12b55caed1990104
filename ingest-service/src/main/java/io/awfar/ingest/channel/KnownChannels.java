package io.awfar.ingest.channel;

import io.awfar.schemas.channel.ManagedChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that is known of numbers at one moment: who signs for whom, and whose they are.
///
/// An app's secret signs for the managed numbers that name it, and a configured secret for those
/// that name none and for those that are not managed. Nobody signs for the numbers of another.
public final class KnownChannels {

  private static final Ownership FOREIGN = new Ownership.Foreign();
  private static final Ownership UNUSABLE = new Ownership.Unusable();

  private final ConfiguredOwners configuredOwners;
  private final Set<AppSecret> configured;
  private final List<AppSecret> secrets;
  private final List<byte[]> verifyTokens;
  private final Map<String, Managed> byChannel;
  private final Map<String, List<Managed>> byAccount;
  private final long withoutSecret;

  /// Tried first, since who sends much sends again; any other value would be right too.
  private volatile @Nullable AppSecret lastSigner;

  /// @param secret who signs for it; null if those that are configured do
  private record Managed(UUID workspace, Ownership ownership, @Nullable AppSecret secret) {}

  private KnownChannels(
      Configured configured,
      Map<AppSecret, AppSecret> secrets,
      List<byte[]> verifyTokens,
      Map<String, Managed> byChannel,
      Map<String, List<Managed>> byAccount) {
    this.configuredOwners = new ConfiguredOwners(configured.channels());
    this.configured = Set.copyOf(configured.appSecrets());
    this.secrets = List.copyOf(secrets.values());
    this.verifyTokens = List.copyOf(verifyTokens);
    this.byChannel = Map.copyOf(byChannel);
    this.byAccount = Map.copyOf(byAccount);
    this.withoutSecret =
        byChannel.values().stream().filter(managed -> managed.ownership() == UNUSABLE).count();
  }

  /// What the service is configured with.
  record Configured(List<AppSecret> appSecrets, String verifyToken, ChannelSettings channels) {

    @Override
    public String toString() {
      return "Configured[" + channels + "]";
    }
  }

  /// Nothing but what the service is configured with.
  ///
  /// @param verifyToken empty for none
  public static KnownChannels configured(
      List<String> appSecrets, String verifyToken, ChannelSettings settings) {
    return of(
        new Configured(appSecrets.stream().map(AppSecret::of).toList(), verifyToken, settings),
        List.of());
  }

  static KnownChannels of(Configured configured, Collection<ManagedChannel> channels) {
    Map<AppSecret, AppSecret> secrets = new LinkedHashMap<>();
    configured.appSecrets().forEach(secret -> secrets.put(secret, secret));
    int secretsMax = secrets.size() + configured.channels().appSecretsMax();
    Set<String> tokens = new LinkedHashSet<>();
    if (!configured.verifyToken().isBlank()) {
      tokens.add(configured.verifyToken());
    }
    Map<String, Managed> byChannel = new HashMap<>();
    Map<String, List<Managed>> byAccount = new HashMap<>();
    for (ManagedChannel channel : sorted(channels)) {
      Managed managed = managed(channel, secrets, secretsMax);
      byChannel.put(channel.channelId(), managed);
      byAccount
          .computeIfAbsent(channel.channel().getBusinessAccountId(), _ -> new ArrayList<>())
          .add(managed);
      channel.verifyToken().ifPresent(tokens::add);
    }
    List<byte[]> verifyTokens =
        tokens.stream().map(token -> token.getBytes(StandardCharsets.UTF_8)).toList();
    return new KnownChannels(configured, secrets, verifyTokens, byChannel, byAccount);
  }

  /// The secret that made the signature; null if none did. Each takes the same time for a right and
  /// a wrong signature.
  public @Nullable AppSecret signerOf(byte[] signature, byte[] body) {
    AppSecret last = lastSigner;
    if (last != null && last.made(signature, body)) {
      return last;
    }
    for (AppSecret secret : secrets) {
      if (secret != last && secret.made(signature, body)) {
        lastSigner = secret;
        return secret;
      }
    }
    return null;
  }

  /// Whose the events of a body are.
  ///
  /// @param signer as [#signerOf] answered it
  public ChannelOwners signedBy(AppSecret signer) {
    boolean isConfigured = configured.contains(signer);
    return (channelId, account) -> ownerOf(channelId, account, signer, isConfigured);
  }

  /// Whether it is the verify token of the service or of a managed number; takes the same time for
  /// any of the same length.
  public boolean knowsVerifyToken(byte[] given) {
    boolean known = false;
    for (byte[] token : verifyTokens) {
      known |= MessageDigest.isEqual(token, given);
    }
    return known;
  }

  /// Whether there is any secret that a webhook could be signed with.
  boolean hasSecrets() {
    return !secrets.isEmpty();
  }

  /// How many managed numbers there are for which no event can be taken in.
  long unusable() {
    return withoutSecret;
  }

  private Ownership ownerOf(
      String channelId, String account, AppSecret signer, boolean isConfigured) {
    Managed managed = byChannel.get(channelId);
    // The account that the event names, too: its record may name any.
    if (managed != null && !configuredOwners.deny(managed.workspace(), channelId, account)) {
      return managed.ownership() == UNUSABLE || speaksFor(managed, signer, isConfigured)
          ? managed.ownership()
          : FOREIGN;
    }
    if (!byAccount.isEmpty() && channelId.equals(account)) {
      Ownership owner = ownerOfAccount(account, signer, isConfigured);
      if (owner != null) {
        return owner;
      }
    }
    return isConfigured
        ? new Ownership.Workspace(configuredOwners.ownerOf(channelId, account))
        : FOREIGN;
  }

  /// Whose an event of an account as a whole is, null if no managed number tells. Several
  /// workspaces may name the same account: one of them whose own secret signs has it. A configured
  /// secret may sign for several, so it tells only where there is one.
  private @Nullable Ownership ownerOfAccount(
      String account, AppSecret signer, boolean isConfigured) {
    Set<Ownership> withoutSecrets = new HashSet<>();
    boolean unusable = false;
    for (Managed managed : byAccount.getOrDefault(account, List.of())) {
      if (configuredOwners.deny(managed.workspace(), account, account)) {
        continue;
      }
      if (managed.ownership() == UNUSABLE) {
        unusable = true;
      } else if (managed.secret() == signer) {
        return managed.ownership();
      } else if (managed.secret() == null) {
        withoutSecrets.add(managed.ownership());
      }
    }
    if (isConfigured && withoutSecrets.size() == 1) {
      return withoutSecrets.iterator().next();
    }
    return unusable ? UNUSABLE : null;
  }

  /// By identity, as all secrets of one moment are the same objects.
  private static boolean speaksFor(Managed managed, AppSecret signer, boolean isConfigured) {
    return managed.secret() == null ? isConfigured : managed.secret() == signer;
  }

  private static Managed managed(
      ManagedChannel channel, Map<AppSecret, AppSecret> secrets, int secretsMax) {
    if (channel.secrets().isEmpty()) {
      return new Managed(channel.ownerId(), UNUSABLE, null);
    }
    Ownership owner = new Ownership.Workspace(channel.ownerId());
    Optional<AppSecret> own = channel.appSecret().map(AppSecret::of);
    if (own.isEmpty()) {
      return new Managed(channel.ownerId(), owner, null);
    }
    AppSecret known = secrets.get(own.get());
    if (known == null && secrets.size() >= secretsMax) {
      return new Managed(channel.ownerId(), UNUSABLE, null);
    }
    return new Managed(
        channel.ownerId(), owner, secrets.computeIfAbsent(own.get(), secret -> secret));
  }

  /// The same ones fit in, whatever the order in which they came.
  private static Collection<ManagedChannel> sorted(Collection<ManagedChannel> channels) {
    Map<String, ManagedChannel> byId = new TreeMap<>();
    channels.forEach(channel -> byId.put(channel.channelId(), channel));
    return byId.values();
  }
}
