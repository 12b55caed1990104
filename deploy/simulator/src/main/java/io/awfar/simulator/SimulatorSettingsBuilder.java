package io.awfar.simulator;

import io.awfar.simulator.api.ApiSettings;
import io.awfar.simulator.number.AccountRules;
import io.awfar.simulator.payload.People;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.traffic.BatchSizes;
import io.awfar.simulator.traffic.TrafficSettings;
import io.awfar.simulator.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Collects settings, each with its default; bounds are checked by `build`.
public final class SimulatorSettingsBuilder {

  /// Access token that the API expects unless told otherwise.
  public static final String DEFAULT_ACCESS_TOKEN = "simulator-access-token";

  private static final List<String> DEFAULT_NUMBERS =
      List.of("106540352242922", "106540352242923", "106540352242924");

  private URI webhook;
  private String appSecret;
  private String verifyToken = "";
  private int connections = 8;
  private Duration answerTimeout = Duration.ofSeconds(20);
  private Duration retryDelayMin = Duration.ofMillis(500);
  private Duration retryDelayMax = Duration.ofMinutes(1);
  private Duration giveUpAfter = Duration.ofDays(36_500);
  private int postsOutstandingMax = 10_000;

  // A new run must not repeat the ids of an earlier one against the same database.
  private long seed = System.currentTimeMillis() * 1_000_003 ^ System.nanoTime();
  private Instant baseInstant = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private long eventsMax = TrafficSettings.UNLIMITED;
  private double eventsPerSecond = 10;
  private List<String> numbers = DEFAULT_NUMBERS;
  private int contacts = 10_000;
  private double duplicates = 0.15;
  private BatchSizes batch = BatchSizes.DEFAULT;
  private double hiddenPhones = 0.1;
  private double groupMessages = 0.05;
  private int mediaBytes = 1024;
  private double stories;

  private String apiAddress = "127.0.0.1";
  private int apiPort;
  private String accessToken = DEFAULT_ACCESS_TOKEN;
  private Duration urlLifetime = Duration.ofMinutes(5);
  private Duration statusDelay = Duration.ofMillis(200);
  private AccountRules rules = AccountRules.INITIAL;

  private Duration stopTimeout = Duration.ofSeconds(30);
  private int identitiesMax = 100_000;

  SimulatorSettingsBuilder(URI webhook, String appSecret) {
    this.webhook = webhook;
    this.appSecret = appSecret;
  }

  public SimulatorSettingsBuilder webhook(URI url) {
    webhook = url;
    return this;
  }

  public SimulatorSettingsBuilder appSecret(String secret) {
    appSecret = secret;
    return this;
  }

  public SimulatorSettingsBuilder verifyToken(String token) {
    verifyToken = token;
    return this;
  }

  public SimulatorSettingsBuilder connections(int count) {
    connections = count;
    return this;
  }

  public SimulatorSettingsBuilder answerTimeout(Duration longest) {
    answerTimeout = longest;
    return this;
  }

  public SimulatorSettingsBuilder retryDelayMin(Duration first) {
    retryDelayMin = first;
    return this;
  }

  public SimulatorSettingsBuilder retryDelayMax(Duration longest) {
    retryDelayMax = longest;
    return this;
  }

  public SimulatorSettingsBuilder giveUpAfter(Duration age) {
    giveUpAfter = age;
    return this;
  }

  public SimulatorSettingsBuilder postsOutstandingMax(int posts) {
    postsOutstandingMax = posts;
    return this;
  }

  public SimulatorSettingsBuilder seed(long value) {
    seed = value;
    return this;
  }

  public SimulatorSettingsBuilder baseInstant(Instant first) {
    baseInstant = first;
    return this;
  }

  public SimulatorSettingsBuilder eventsMax(long events) {
    eventsMax = events;
    return this;
  }

  public SimulatorSettingsBuilder eventsPerSecond(double rate) {
    eventsPerSecond = rate;
    return this;
  }

  public SimulatorSettingsBuilder numbers(List<String> phoneNumberIds) {
    numbers = phoneNumberIds;
    return this;
  }

  public SimulatorSettingsBuilder contacts(int people) {
    contacts = people;
    return this;
  }

  public SimulatorSettingsBuilder duplicates(double share) {
    duplicates = share;
    return this;
  }

  public SimulatorSettingsBuilder batch(BatchSizes sizes) {
    batch = sizes;
    return this;
  }

  public SimulatorSettingsBuilder hiddenPhones(double share) {
    hiddenPhones = share;
    return this;
  }

  public SimulatorSettingsBuilder groupMessages(double share) {
    groupMessages = share;
    return this;
  }

  public SimulatorSettingsBuilder mediaBytes(int bytes) {
    mediaBytes = bytes;
    return this;
  }

  public SimulatorSettingsBuilder stories(double share) {
    stories = share;
    return this;
  }

  public SimulatorSettingsBuilder apiAddress(String address) {
    apiAddress = address;
    return this;
  }

  public SimulatorSettingsBuilder apiPort(int port) {
    apiPort = port;
    return this;
  }

  public SimulatorSettingsBuilder accessToken(String token) {
    accessToken = token;
    return this;
  }

  public SimulatorSettingsBuilder urlLifetime(Duration lifetime) {
    urlLifetime = lifetime;
    return this;
  }

  public SimulatorSettingsBuilder statusDelay(Duration delay) {
    statusDelay = delay;
    return this;
  }

  public SimulatorSettingsBuilder rules(UnaryOperator<AccountRules> change) {
    rules = change.apply(rules);
    return this;
  }

  public SimulatorSettingsBuilder stopTimeout(Duration longest) {
    stopTimeout = longest;
    return this;
  }

  public SimulatorSettingsBuilder identitiesMax(int identities) {
    identitiesMax = identities;
    return this;
  }

  /// The settings.
  ///
  /// @throws IllegalArgumentException with a sentence that names the setting out of bounds
  public SimulatorSettings build() {
    List<PhoneNumber> phoneNumbers = new ArrayList<>();
    for (String id : numbers) {
      phoneNumbers.add(PhoneNumber.of(id, phoneNumbers.size()));
    }
    return new SimulatorSettings(
        new TrafficSettings(
            seed,
            baseInstant,
            eventsMax,
            eventsPerSecond,
            phoneNumbers,
            new People(contacts, hiddenPhones),
            duplicates,
            batch,
            groupMessages,
            mediaBytes,
            stories),
        new WebhookSettings(
            webhook,
            appSecret,
            verifyToken,
            connections,
            answerTimeout,
            retryDelayMin,
            retryDelayMax,
            giveUpAfter,
            postsOutstandingMax),
        new ApiSettings(apiAddress, apiPort, accessToken, urlLifetime, statusDelay, rules),
        stopTimeout,
        identitiesMax);
  }
}
