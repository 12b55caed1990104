package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.PlayedApi;
import io.awfar.media.RunningService;
import io.awfar.media.TestTopics;
import io.awfar.media.file.FileKeeper;
import io.awfar.media.file.UntoldFiles;
import io.awfar.media.store.BucketListing;
import io.awfar.media.store.ListedObject;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoreUnavailableException;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestS3;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bucket and rows of a running service, compared two days later.
class ReconciliationIT {

  private static final String BUCKET = "reconcile-" + UUID.randomUUID();
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
  private static final MinioClient S3 =
      MinioClient.builder()
          .endpoint(TestS3.start().endpoint().toString())
          .credentials(TestS3.start().accessKey(), TestS3.start().secretKey())
          .build();
  private static final PersistenceGroups OF_THE_SERVICE = new PersistenceGroups();

  @TempDir static Path spool;

  private static TestRows rows;
  private static PlayedApi api;
  private static RunningService service;
  private static TestTopics topics;

  private final UUID owner = UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final PersistenceGroups persistence = new PersistenceGroups();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  // Gauges do not hold what they look at.
  private final List<Reconciliation> held = new ArrayList<>();

  @BeforeAll
  static void start() {
    rows = new TestRows();
    api = PlayedApi.start();
    service =
        RunningService.start(
            api,
            spool,
            Map.of(
                "AWFAR_S3_BUCKET", BUCKET,
                "AWFAR_POSTGRES_HOST", rows.reader().host(),
                "AWFAR_POSTGRES_PORT", Integer.toString(rows.reader().port()),
                "AWFAR_POSTGRES_DATABASE", rows.reader().database(),
                "AWFAR_POSTGRES_READER_USER", rows.reader().user(),
                "AWFAR_POSTGRES_READER_PASSWORD", rows.reader().password(),
                "AWFAR_MEDIA_RECONCILE_PERSISTENCE_GROUP", OF_THE_SERVICE.prefix()));
    topics = TestTopics.committed();
  }

  @AfterAll
  static void stop() {
    topics.close();
    service.close();
    api.close();
    rows.close();
  }

  @BeforeEach
  void clear() throws Exception {
    rows.clear();
    for (String key : objects()) {
      S3.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object(key).build());
    }
    persistence.hasReadAll();
  }

  @Test
  void whatOneSideHasAloneIsFoundAndLeftAloneUnlessToldOtherwise() throws Exception {
    agreedFile(1);
    put(key(2), key(2) + ".thumbnail");
    rows.media(key(3), "stored", now);
    rows.file(key(4), now, null, null);
    List<String> before = objects();

    Report report = reconciliation().run();

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.tally()).isEqualTo(new Tally(2, 3, 1, 2, 0));
    assertThat(objects()).isEqualTo(before);
    assertThat(topics.fileEventsOf(owner)).isEmpty();
    assertThat(found("orphan")).isEqualTo(1);
    assertThat(found("missing")).isEqualTo(2);
    assertThat(meters.get("awfar.media.reconcile.completed").gauge().value())
        .isGreaterThan(now.getEpochSecond());
  }

  @Test
  void whatNoRowKnowsOfIsRemovedWithAllThatIsBesideIt() throws Exception {
    agreedFile(1);
    put(key(1) + ".thumbnail");
    put(key(2), key(2) + ".thumbnail", key(2) + ".whatsapp-106540352242922");
    put(key(3) + ".thumbnail");
    put("awfar-private-probe", "of-somebody-else");
    rows.media(key(4), "deleted", now);
    put(key(4));

    Report report = repairing().run();

    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.removed()).isEqualTo(3);
    assertThat(objects())
        .containsExactlyInAnyOrder(
            key(1), key(1) + ".thumbnail", "awfar-private-probe", "of-somebody-else");
    assertThat(repairing().run().tally().orphans()).isZero();
  }

  @Test
  void aRowWhoseObjectIsNotThereIsToldJustAfterItWasToldToBeThere() throws Exception {
    agreedFile(1);
    rows.media(key(2), "stored", now.minusSeconds(9));
    rows.media(key(2), "stored", now);

    Report report = repairing().run();

    assertThat(report.told()).isEqualTo(1);
    await().until(() -> !topics.fileEventsOf(owner).isEmpty());
    FileEvent event = topics.fileEventsOf(owner).getFirst();
    assertThat(event.getType()).isEqualTo(FileEventType.MISSING);
    assertThat(event.getObjectKey()).isEqualTo(key(2));
    assertThat(event.getOccurredAt()).isEqualTo(now.plusMillis(1));
    assertThat(event.getActorId()).isNull();
  }

  @Test
  void whatIsYoungIsLeftAlone() throws Exception {
    agreedFile(1);
    put(key(2));
    rows.media(key(3), "stored", LATER.instant().minus(Duration.ofHours(23)));

    Report report = reconciliation("grace", "1d").run();
    Report patient = reconciliation("grace", "3d").run();

    assertThat(report.tally()).isEqualTo(new Tally(2, 2, 1, 0, 0));
    assertThat(patient.tally()).isEqualTo(new Tally(2, 2, 0, 0, 0));
  }

  @Test
  void nothingIsComparedWhileRowsMayNotBeWrittenYet() throws Exception {
    agreedFile(1);
    put(key(2));
    rows.media(key(3), "stored", now);
    // What is told of this one is not read.
    tell(key(4));

    Report report = repairing().run();

    assertThat(report.outcome()).isEqualTo(Outcome.BEHIND);
    assertThat(report.tally()).isEqualTo(new Tally(0, 0, 0, 0, 0));
    assertThat(objects()).containsExactly(key(1), key(2));
    assertThat(found("orphan")).isEqualTo(-1);
    persistence.hasReadAll();
    assertThat(repairing().run().removed()).isEqualTo(1);
  }

  @Test
  void whoHasNotBegunToReadIsBehindHoweverYoungTheRecordsAre() {
    tell(key(1));
    Instant before = now.minus(Duration.ofDays(1));

    assertThat(written(new PersistenceGroups()).reach(before)).isFalse();
    assertThat(written(persistence).reach(before)).isTrue();
    assertThat(written(persistence).reach(LATER.instant())).isFalse();
  }

  @Test
  void whatIsToldBehindAnOldTransactionThatDoesNotEndIsNotReadYet() throws Exception {
    agreedFile(1);
    put(key(2));
    try (KafkaProducer<byte[], byte[]> producer = hanging()) {
      // Who reads what is committed, and stands here, has nothing more to read.
      tell(key(3));

      assertThat(repairing().run().outcome()).isEqualTo(Outcome.BEHIND);
      assertThat(objects()).containsExactly(key(1), key(2));
      assertThat(written(persistence).reach(now.minus(Duration.ofDays(1)))).isTrue();

      producer.abortTransaction();
    }
    await()
        .untilAsserted(() -> {
          persistence.hasReadAll();
          assertThat(repairing().run().outcome()).isEqualTo(Outcome.DONE);
        });
    assertThat(objects()).containsExactly(key(1));
  }

  @Test
  void aFileThatIsKnownOrStoredAfterAllIsNeitherRemovedNorMissed() throws Exception {
    put(key(1));
    ObjectKey key = ObjectKey.ofObject(key(1)).orElseThrow();
    FileKeeper keeper = service.bean(FileKeeper.class);

    assertThat(keeper.removeUnknown(key, LATER.instant(), () -> true)).isFalse();
    assertThat(keeper.removeUnknown(key, now.minus(Duration.ofHours(1)), () -> false)).isFalse();
    assertThat(keeper.tellMissing(key, now)).isFalse();

    assertThat(objects()).containsExactly(key(1));
    assertThat(topics.fileEventsOf(owner)).isEmpty();
  }

  @Test
  void aBucketThatGoesDownHalfWayMissesNothing() throws Exception {
    agreedFile(1);
    rows.media(key(2), "stored", now);
    Iterable<ListedObject> brokenOff =
        () ->
            Stream.of(key(1), key(3))
                .map(key -> {
                  if (key.equals(key(3))) {
                    throw new StoreUnavailableException("No more", new IOException());
                  }
                  return new ListedObject(key, now);
                })
                .iterator();

    Report report = reconciliation(brokenOff, "repair", "true").run();

    assertThat(report.outcome()).isEqualTo(Outcome.STORE_DOWN);
    assertThat(report.told()).isZero();
    assertThat(found("missing")).isEqualTo(-1);
    assertThat(topics.fileEventsOf(owner)).isEmpty();
  }

  @Test
  void whatWasFoundIsShownThoughKafkaIsNotThereToMendIt() throws Exception {
    agreedFile(1);
    rows.media(key(2), "stored", now);
    try (UntoldFiles untold = new UntoldFiles(service)) {
      Report report =
          reconciliation(service.bean(BucketListing.class), untold.keeper(), "repair", "true")
              .run();

      assertThat(report.outcome()).isEqualTo(Outcome.KAFKA_DOWN);
      assertThat(report.told()).isZero();
    }
    assertThat(found("missing")).isEqualTo(1);
    assertThat(meters.get("awfar.media.reconcile.completed").gauge().value())
        .isGreaterThan(now.getEpochSecond());
  }

  @Test
  void aFileThatIsBackIsNoOrphan() throws Exception {
    agreedFile(1);
    rows.media(key(2), "missing", now);
    put(key(2));

    Report report = repairing().run();

    assertThat(report.tally()).isEqualTo(new Tally(2, 1, 0, 0, 1));
    assertThat(objects()).contains(key(2));
    assertThat(found("returned")).isEqualTo(1);
  }

  @Test
  void aBucketThatIsEmptySinceItIsTheWrongOneMarksNothing() {
    for (int i = 0; i < 5; i++) {
      rows.media(key(i), "stored", now);
    }

    Report report = repairing().run();

    assertThat(report.outcome()).isEqualTo(Outcome.DOUBTED);
    assertThat(report.tally().missing()).isEqualTo(5);
    assertThat(topics.fileEventsOf(owner)).isEmpty();
  }

  @Test
  void aDatabaseThatIsEmptySinceItIsTheWrongOneCostsNoObject() throws Exception {
    put(key(1), key(2), key(3));

    Report report = repairing().run();

    assertThat(report.outcome()).isEqualTo(Outcome.DOUBTED);
    assertThat(objects()).containsExactlyInAnyOrder(key(1), key(2), key(3));
  }

  @Test
  void aRunMendsNoMoreThanItsBoundAndTheNextGoesOn() throws Exception {
    agreedFile(1);
    put(key(2), key(3), key(4));

    assertThat(repairing("repairs-max", "2").run().removed()).isEqualTo(2);
    assertThat(repairing("repairs-max", "2").run().removed()).isEqualTo(1);
    assertThat(objects()).containsExactly(key(1));
  }

  @Test
  void whileOneInstanceComparesNoOtherDoes() {
    try (FileRows other = FileRows.open(settings().database())) {
      assertThat(other.lock()).isTrue();

      assertThat(reconciliation().run().outcome()).isEqualTo(Outcome.ELSEWHERE);
    }
    assertThat(found("orphan")).isEqualTo(-1);
  }

  @Test
  void aDatabaseThatIsDownIsTriedAgainTheNextTime() {
    Reconciliation down = reconciliation("database.port", "1");

    assertThat(down.run().outcome()).isEqualTo(Outcome.DATABASE_DOWN);
    assertThat(down.run().outcome()).isEqualTo(Outcome.DATABASE_DOWN);
    assertThat(
            meters
                .get("awfar.media.reconcile.runs")
                .tag("outcome", "database-down")
                .timer()
                .count())
        .isEqualTo(2);
  }

  @Test
  void aRunThatIsInterruptedSaysSoAndBlamesNobody() {
    Thread.currentThread().interrupt();
    try {
      assertThat(reconciliation().run().outcome()).isEqualTo(Outcome.STOPPED);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void anInstanceSaysWhatItsLastRunFoundAndStaysReady() throws Exception {
    agreedFile(1);
    OF_THE_SERVICE.hasReadAll();

    assertThat(service.actuator("info").body())
        .contains("\"reconciliation\":{\"state\":\"on\"")
        .contains("\"repair\":false");
    assertThat(service.bean(Reconciliation.class).run().outcome()).isEqualTo(Outcome.DONE);

    assertThat(service.actuator("info").body())
        .contains("\"outcome\":\"done\",\"kept\":1,\"known\":1,\"orphan\":0,\"missing\":0");
    assertThat(service.actuator("prometheus").body())
        .contains("awfar_media_reconcile_found{kind=\"orphan\"} 0.0");
    assertThat(service.readiness()).isEqualTo(200);
  }

  private String key(int number) {
    return owner + "/" + "%064x".formatted(number);
  }

  /// One that is as it should be, so that bucket and rows are believed to belong together.
  private void agreedFile(int number) throws Exception {
    put(key(number));
    rows.media(key(number), "stored", now);
  }

  /// One whose transaction has begun in each part of the topic of files.
  private static KafkaProducer<byte[], byte[]> hanging() {
    Map<String, Object> configs = new HashMap<>(RunningService.kafka());
    configs.put("transactional.id", "hanging-" + UUID.randomUUID());
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(configs, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    String topic = Topics.FILES.name();
    for (var part : producer.partitionsFor(topic)) {
      var unused = producer.send(new ProducerRecord<>(topic, part.partition(), null, new byte[1]));
    }
    producer.flush();
    return producer;
  }

  private void tell(String key) {
    ObjectKey missing = ObjectKey.ofObject(key).orElseThrow();
    assertThat(service.bean(FileKeeper.class).tellMissing(missing, now)).isTrue();
  }

  private static void put(String... keys) throws Exception {
    for (String key : keys) {
      S3.putObject(
          PutObjectArgs.builder().bucket(BUCKET).object(key).stream(
                  new ByteArrayInputStream(new byte[] {1}), 1L, -1L)
              .build());
    }
  }

  private static List<String> objects() throws Exception {
    List<String> keys = new ArrayList<>();
    for (var item :
        S3.listObjects(
            ListObjectsArgs.builder().bucket(BUCKET).prefix("").recursive(true).build())) {
      keys.add(item.get().objectName());
    }
    return keys;
  }

  private double found(String kind) {
    return meters.get("awfar.media.reconcile.found").tag("kind", kind).gauge().value();
  }

  private Reconciliation repairing(String... more) {
    List<String> all = new ArrayList<>(List.of("repair", "true"));
    all.addAll(List.of(more));
    return reconciliation(all.toArray(String[]::new));
  }

  private Reconciliation reconciliation(String... more) {
    return reconciliation(service.bean(BucketListing.class), more);
  }

  private Reconciliation reconciliation(Iterable<ListedObject> listing, String... more) {
    return reconciliation(listing, service.bean(FileKeeper.class), more);
  }

  private Reconciliation reconciliation(
      Iterable<ListedObject> listing, FileKeeper keeper, String... more) {
    ReconcileSettings settings = settings(more);
    WrittenRows written = written(persistence);
    Reconciliation reconciliation =
        new Reconciliation(
            settings,
            () -> new ReconcileRun(settings, listing, keeper, written, LATER),
            new ReconcileMetrics(meters));
    held.add(reconciliation);
    return reconciliation;
  }

  private static WrittenRows written(PersistenceGroups groups) {
    return new WrittenRows(
        RunningService.kafka(), groups.prefix(), TestSettings.of().kafkaTimeMax(), LATER);
  }

  private static ReconcileSettings settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "database.host", rows.reader().host(),
                "database.port", Integer.toString(rows.reader().port()),
                "database.database", rows.reader().database(),
                "database.user", rows.reader().user(),
                "database.password", rows.reader().password()));
    all.addAll(List.of(more));
    return TestSettings.of(all.toArray(String[]::new));
  }
}
