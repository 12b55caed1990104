package io.awfar.dedup.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// At a broker that asks for rights.
@Timeout(60)
class TopicTimesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOPIC = "changelog";
  private static final Map<String, String> AN_HOUR =
      Map.of(TopicConfig.RETENTION_MS_CONFIG, "3600000");
  private static final Map<String, String> TWO_HOURS =
      Map.of(TopicConfig.RETENTION_MS_CONFIG, "7200000");

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private EmbeddedKafka kafka;
  private Admin admin;
  private TopicTimes times;

  @BeforeEach
  void makeTopic(@TempDir Path folder) throws Exception {
    kafka =
        EmbeddedKafka.start(
            folder,
            FreePorts.next(),
            FreePorts.next(),
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    Map<String, Object> configs = Map.of("bootstrap.servers", kafka.bootstrapServers());
    admin = Admin.create(configs);
    times = new TopicTimes(configs);
    make(TOPIC, AN_HOUR);
  }

  // A service that was started in this JVM before may have silenced it.
  @BeforeEach
  void listen() {
    logger().setLevel(Level.INFO);
    logged.start();
    logger().addAppender(logged);
  }

  @AfterEach
  void close() {
    logger().detachAppender(logged);
    logger().setLevel(null);
    admin.close();
    kafka.close();
  }

  @Test
  void aTopicIsKeptLongerButNeverShorter() throws Exception {
    times.lengthen(TOPIC, TWO_HOURS);
    awaitSetting(TOPIC, TopicConfig.RETENTION_MS_CONFIG, "7200000");
    times.lengthen(TOPIC, AN_HOUR);
    assertThat(kept()).isEqualTo("7200000");
  }

  @Test
  void aTopicTakesRecordsFromLessFarAheadButNeverFromFarther() throws Exception {
    times.refuseFuture(TOPIC, Duration.ofMinutes(30));
    awaitSetting(TOPIC, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, "1800000");
    times.refuseFuture(TOPIC, Duration.ofHours(1));
    assertThat(aheadMax()).isEqualTo("1800000");
  }

  @Test
  void aTopicIsCutNeitherBySizeNorByKey() throws Exception {
    Map<String, String> cut =
        Map.of("retention.bytes", "1000000", "cleanup.policy", "compact", "retention.ms", "-1");
    make("cut", cut);

    times.lengthen(
        "cut",
        Map.of("retention.ms", "7200000", "retention.bytes", "-1", "cleanup.policy", "delete"));

    awaitSetting("cut", "retention.bytes", "-1");
    awaitSetting("cut", "cleanup.policy", "delete");
    assertThat(setting("cut", "retention.ms")).isEqualTo("-1");
  }

  @Test
  void aSettingThatTheBrokerDoesNotKnowIsAWarningAndNoFailure() {
    times.mend(TOPIC, Map.of("no.such.setting", value -> true), Map.of(), "is odd");

    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("does not tell no.such.setting of " + TOPIC);
  }

  @Test
  void aTopicThatIsNotThereIsLeftToBeMade() {
    times.lengthen("missing", TWO_HOURS);
    times.refuseFuture("missing", Duration.ofHours(1));
  }

  @Test
  void withoutTheRightToReadSettingsThereIsAWarning() throws Exception {
    deny(AclOperation.DESCRIBE_CONFIGS);

    times.lengthen(TOPIC, TWO_HOURS);

    assertThat(logged.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("not allowed to read the settings of " + TOPIC);
    allowAll();
    assertThat(kept()).isEqualTo("3600000");
  }

  @Test
  void withoutTheRightToChangeSettingsATopicThatIsKeptTooShortIsAnError() throws Exception {
    deny(AclOperation.ALTER_CONFIGS);

    times.lengthen(TOPIC, AN_HOUR);
    assertThatThrownBy(() -> times.lengthen(TOPIC, TWO_HOURS))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining(TOPIC + " is not kept long enough");
  }

  @Test
  void withoutTheRightToChangeSettingsATopicThatTakesRecordsFromTheFutureIsAnError()
      throws Exception {
    deny(AclOperation.ALTER_CONFIGS);

    times.refuseFuture(TOPIC, Duration.ofHours(1));
    assertThatThrownBy(() -> times.refuseFuture(TOPIC, Duration.ofMinutes(30)))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining(TOPIC + " takes records from the future");
  }

  // The broker follows the controller, which has acknowledged the topic before.
  private void make(String name, Map<String, String> settings) throws Exception {
    admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings))).all().get();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> setting(name, TopicConfig.RETENTION_MS_CONFIG) != null);
  }

  // The same of a setting that was changed.
  private void awaitSetting(String topic, String name, String value) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(setting(topic, name)).isEqualTo(value));
  }

  private void deny(AclOperation operation) throws Exception {
    ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL);
    // Who is named in a rule for a topic has only the rights that rules give.
    admin
        .createAcls(
            Stream.of(
                    entry(AclOperation.ALL, AclPermissionType.ALLOW),
                    entry(operation, AclPermissionType.DENY))
                .map(entry -> new AclBinding(topic, entry))
                .toList())
        .all()
        .get();
    awaitRules(2);
  }

  // The broker follows the controller, which has acknowledged the rules before.
  private void awaitRules(int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> admin.describeAcls(AclBindingFilter.ANY).values().get().size() == count);
  }

  private static AccessControlEntry entry(AclOperation operation, AclPermissionType permission) {
    return new AccessControlEntry("User:ANONYMOUS", "*", operation, permission);
  }

  private void allowAll() throws Exception {
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    awaitRules(0);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(TopicTimes.class);
  }

  private String kept() throws Exception {
    return setting(TopicConfig.RETENTION_MS_CONFIG);
  }

  private String aheadMax() throws Exception {
    return setting(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
  }

  private String setting(String name) throws Exception {
    return setting(TOPIC, name);
  }

  private String setting(String topicName, String name) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topicName);
    Config settings =
        Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
    return settings.get(name).value();
  }
}
