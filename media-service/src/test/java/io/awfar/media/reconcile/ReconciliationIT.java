package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.PlayedApi;
import io.awfar.media.RunningService;
import io.awfar.media.TestTopics;
import io.awfar.media.file.FileKeeper;
import io.awfar.media.store.BucketListing;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
                "AWFAR_POSTGRES_HOST", rows.database().host(),
                "AWFAR_POSTGRES_PORT", Integer.toString(rows.database().port()),
                "AWFAR_POSTGRES_DATABASE", rows.database().database(),
                "AWFAR_POSTGRES_READER_USER", rows.database().user(),
                "AWFAR_POSTGRES_READER_PASSWORD", rows.database().password()));
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
    persistence.hasReadAll();

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
  void anObjectIsKeptWhileItsRowMayNotBeWrittenYet() throws Exception {
    agreedFile(1);
    put(key(2));
    persistence.hasReadAll();
    // What is told of this one is not read.
    rows.media(key(3), "stored", now);

    Report report = repairing().run();

    assertThat(report.outcome()).isEqualTo(Outcome.BEHIND);
    assertThat(report.told()).isEqualTo(1);
    assertThat(report.removed()).isZero();
    assertThat(objects()).containsExactly(key(1), key(2));
    rows.clear();
    rows.media(key(1), "stored", now);
    persistence.hasReadAll();
    assertThat(repairing().run().removed()).isEqualTo(1);
  }

  @Test
  void aFileThatIsBackIsNoOrphan() throws Exception {
    agreedFile(1);
    rows.media(key(2), "missing", now);
    put(key(2));
    persistence.hasReadAll();

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
    persistence.hasReadAll();

    Report report = repairing().run();

    assertThat(report.outcome()).isEqualTo(Outcome.DOUBTED);
    assertThat(objects()).containsExactlyInAnyOrder(key(1), key(2), key(3));
  }

  @Test
  void aRunMendsNoMoreThanItsBoundAndTheNextGoesOn() throws Exception {
    agreedFile(1);
    put(key(2), key(3), key(4));
    persistence.hasReadAll();

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
  void anInstanceSaysWhatItsLastRunFoundAndStaysReady() throws Exception {
    agreedFile(1);

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
    ReconcileSettings settings = settings(more);
    WrittenRows written =
        new WrittenRows(
            RunningService.kafka(), persistence.prefix(), settings.kafkaTimeMax(), LATER);
    Reconciliation reconciliation =
        new Reconciliation(
            settings,
            () ->
                new ReconcileRun(
                    settings,
                    service.bean(BucketListing.class),
                    service.bean(FileKeeper.class),
                    written,
                    LATER),
            new ReconcileMetrics(meters));
    held.add(reconciliation);
    return reconciliation;
  }

  private static ReconcileSettings settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "database.host", rows.database().host(),
                "database.port", Integer.toString(rows.database().port()),
                "database.database", rows.database().database(),
                "database.user", rows.database().user(),
                "database.password", rows.database().password()));
    all.addAll(List.of(more));
    return TestSettings.of(all.toArray(String[]::new));
  }
}
