package io.awfar.conventions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  private static final List<String> MODULES =
      List.of(
          "schemas",
          "ingest-service",
          "dedup-stream",
          "persistence-service",
          "media-service",
          "gateway-service",
          "deploy/embedded",
          "deploy/simulator",
          "deploy/standalone");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPaths(
              MODULES.stream().map(module -> Path.of("../..", module, "target/classes")).toList());

  private static final String[] SERVICES = {
    "io.awfar.ingest..",
    "io.awfar.dedup..",
    "io.awfar.persistence..",
    "io.awfar.media..",
    "io.awfar.gateway.."
  };

  /// What runs inside the stream, where time comes with the records and nothing else is asked.
  private static final String[] TOPOLOGY = {
    "io.awfar.dedup.topology..", "io.awfar.dedup.seen..", "io.awfar.dedup.normalise.."
  };

  private static final Set<String> WAITING_CALLS =
      Set.of(
          "reactor.core.publisher.Mono.block",
          "reactor.core.publisher.Mono.blockOptional",
          "reactor.core.publisher.Flux.blockFirst",
          "reactor.core.publisher.Flux.blockLast",
          "reactor.core.publisher.Flux.toIterable",
          "reactor.core.publisher.Flux.toStream",
          "java.lang.Thread.sleep",
          "java.lang.Thread.join",
          "java.lang.Object.wait",
          "java.util.concurrent.Future.get",
          "java.util.concurrent.CompletableFuture.get",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.CountDownLatch.await",
          "java.util.concurrent.BlockingQueue.take",
          "java.util.concurrent.Semaphore.acquire",
          "java.net.http.HttpClient.send");

  private static final Set<String> WALL_CLOCK_CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "org.apache.kafka.streams.processor.PunctuationType.WALL_CLOCK_TIME",
          "org.apache.kafka.streams.processor.api.ProcessorContext.currentSystemTimeMs");

  @Test
  void everyModuleIsLookedAt() {
    assertThat(CLASSES.size()).isGreaterThan(150);
    assertThat(Stream.of(SERVICES))
        .allSatisfy(service ->
            assertThat(CLASSES.stream().anyMatch(resideInAnyPackage(service)::test))
                .as(service)
                .isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "dedup", "persistence", "media", "gateway"})
  void aServiceSeesOfOursTheSchemasAlone(String service) {
    classes()
        .that()
        .resideInAPackage("io.awfar." + service + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "io.awfar." + service + "..", "io.awfar.schemas..", "io.awfar.whatsapp..")
                .or(describe("foreign", type -> !type.getPackageName().startsWith("io.awfar"))))
        .check(CLASSES);
  }

  @Test
  void theSchemasKnowNeitherSpringNorAnyService() {
    noClasses()
        .that()
        .resideInAnyPackage("io.awfar.schemas..", "io.awfar.whatsapp..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.springframework..").or(resideInAnyPackage(SERVICES)))
        .check(CLASSES);
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("io.awfar.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.awfar.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingWaitsInTheGateway() {
    noClasses()
        .that()
        .resideInAPackage("io.awfar.gateway..")
        .should()
        .accessTargetWhere(isOneOf(WAITING_CALLS))
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
        .check(CLASSES);
  }

  @Test
  void nothingWaitsWhereWebhooksAreAnswered() {
    noClasses()
        .that()
        .resideInAPackage("io.awfar.ingest.webhook..")
        .should()
        .accessTargetWhere(isOneOf(WAITING_CALLS))
        .check(CLASSES);
  }

  @Test
  void theTopologyKnowsNoWallClock() {
    noClasses()
        .that()
        .resideInAnyPackage(TOPOLOGY)
        .should()
        .accessTargetWhere(isOneOf(WALL_CLOCK_CALLS))
        .check(CLASSES);
  }

  @Test
  void theTopologyDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(TOPOLOGY)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net..",
                    "java.nio.file..",
                    "java.sql..",
                    "org.apache.kafka.clients.admin..",
                    "org.apache.kafka.clients.producer..")
                .or(equivalentTo(KafkaConsumer.class)))
        .check(CLASSES);
  }

  /// The broker that is embedded has no other way in.
  @Test
  void ofKafkaOnlyItsPublicInterfacesAreUsed() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.awfar.embedded..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.kafka..internals..", "org.apache.kafka.common.utils..")
                // Keys of stores have this type in Streams' public interfaces.
                .and(not(equivalentTo(Bytes.class))))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .that()
        .resideInAPackage("io.awfar..")
        .and()
        .areTopLevelClasses()
        .should()
        .haveNameNotMatching(
            ".*\\.(\\w*(Manager|Helper|Helpers|Util|Utils|Impl)|(Abstract|Base|Common)[A-Z]\\w*)")
        .andShould()
        .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..model..", "..dto..")
        .check(CLASSES);
  }

  @Test
  void servicesWriteToTheLogAndNotToTheConsole() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVICES)
        .should()
        .accessTargetWhere(isOneOf(Set.of("java.lang.System.out", "java.lang.System.err")))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        CLASSES.stream()
            .filter(type -> !type.getPackageName().equals("io.awfar.whatsapp"))
            .map(JavaClass::getPackage)
            .collect(java.util.stream.Collectors.toSet());

    assertThat(packages)
        .allSatisfy(found ->
            assertThat(found.isAnnotatedWith(NullMarked.class)).as(found.getName()).isTrue());
  }

  private static DescribedPredicate<JavaAccess<?>> isOneOf(Set<String> members) {
    return describe(
        "one of " + members,
        access ->
            members.contains(
                access.getTargetOwner().getFullName() + "." + access.getTarget().getName()));
  }
}
