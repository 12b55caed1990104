package io.awfar.bench.media;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Jvm;
import io.awfar.bench.process.Measured;
import io.awfar.bench.process.ObjectStore;
import io.awfar.bench.process.Service;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Files through media-service: from WhatsApp into the bucket, and uploaded by agents, beside the
/// MinIO client that puts files of the same sizes; and what memory many large uploads take.
public final class MediaBenchmark implements Benchmark {

  private static final int SMALL_BYTES = 200 << 10;
  private static final int LARGE_BYTES = 5 << 20;
  private static final int FILM_BYTES = 50 << 20;

  /// As many as media-service fetches, and puts, at a time.
  private static final int AT_ONCE = 16;

  private static final int FEW_FILMS = 4;

  private final int smallFiles;
  private final int largeFiles;
  private final int films;
  private final int rounds;
  private final List<String> jvm;

  /// Each number is a file once, whoever has it.
  private final AtomicLong next = new AtomicLong();

  public MediaBenchmark(Options options) {
    this.smallFiles = options.number("small-files", 3_000, 100);
    this.largeFiles = options.number("large-files", 200, 8);
    this.films = options.number("films", 200, 8);
    this.rounds = options.number("rounds", 2, 1);
    this.jvm = options.list("jvm", "-Xms512m,-Xmx512m,-XX:+AlwaysPreTouch");
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    Uploader uploader = new Uploader();
    List<Passed> passed = new ArrayList<>();
    try (Broker broker = Broker.start(workplace.folder());
        TestRegistry registry = TestRegistry.start();
        ObjectStore store = ObjectStore.start(workplace.folder());
        WhatsAppFiles whatsapp = WhatsAppFiles.start(uploader)) {
      int port = FreePorts.next();
      int managementPort = FreePorts.next();
      Map<String, String> environment = new HashMap<>();
      environment.put("AWFAR_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
      environment.put("AWFAR_KAFKA_REPLICATION_FACTOR", "1");
      environment.put("AWFAR_SCHEMA_REGISTRY_URL", registry.baseUrl());
      environment.put("AWFAR_S3_ENDPOINT", store.endpoint());
      environment.put("AWFAR_S3_ACCESS_KEY", ObjectStore.ACCESS_KEY);
      environment.put("AWFAR_S3_SECRET_KEY", ObjectStore.SECRET_KEY);
      environment.put("AWFAR_WHATSAPP_API_URL", whatsapp.url());
      environment.put("AWFAR_WHATSAPP_ACCESS_TOKEN", "bench-token");
      environment.put("AWFAR_MEDIA_PORT", Integer.toString(port));
      environment.put("AWFAR_MEDIA_MANAGEMENT_PORT", Integer.toString(managementPort));
      environment.put("AWFAR_MEDIA_SPOOL_FOLDER", workplace.newFolder("spool").toString());
      environment.put("AWFAR_MEDIA_JWKS_URL", whatsapp.keysUrl());
      try (Service service =
              Service.start(
                      workplace.root(),
                      "media-service",
                      jvm,
                      environment,
                      managementPort,
                      workplace.folder())
                  .awaitReady();
          MediaMessages messages =
              new MediaMessages(broker.bootstrapServers(), registry.baseUrl())) {
        messages.listen();
        for (int round = 0; round < rounds; round++) {
          for (Size size :
              List.of(new Size(SMALL_BYTES, smallFiles), new Size(LARGE_BYTES, largeFiles))) {
            passed.add(minio(workplace, store, size));
            passed.add(
                awfar(
                    Passed.INBOUND,
                    service,
                    size,
                    (first, last) -> messages.pass(first, last, size.bytes())));
            passed.add(
                awfar(
                    Passed.UPLOAD,
                    service,
                    size,
                    (first, last) ->
                        uploader.upload(
                            port, first, last, AT_ONCE, number -> document(number, size.bytes()))));
          }
        }
        return MediaReport.of(passed, memory(uploader, service, port), films);
      }
    }
  }

  /// Files of one size.
  private record Size(int bytes, int files) {

    int warmUp() {
      return Math.max(4, files / 4);
    }
  }

  /// What passes files of these numbers, the first included and the last not.
  @FunctionalInterface
  private interface Way {
    void pass(long first, long last) throws Exception;
  }

  private Passed awfar(String way, Service service, Size size, Way files) throws Exception {
    long first = next.getAndAdd(size.warmUp() + size.files());
    files.pass(first, first + size.warmUp());
    double cpu = service.cpuSeconds();
    long start = System.nanoTime();
    files.pass(first + size.warmUp(), first + size.warmUp() + size.files());
    double seconds = (System.nanoTime() - start) / 1e9;
    return told(new Passed(way, size.bytes(), size.files(), seconds, service.cpuSeconds() - cpu));
  }

  private Passed minio(Workplace workplace, ObjectStore store, Size size) throws Exception {
    long first = next.getAndAdd(size.warmUp() + size.files());
    try (Child child =
        Jvm.start(
            MinioPut.class,
            jvm,
            workplace.folder(),
            store.endpoint(),
            Long.toString(first),
            Integer.toString(size.warmUp()),
            Integer.toString(size.files()),
            Integer.toString(size.bytes()),
            Integer.toString(AT_ONCE))) {
      Measured measured = child.awaitMeasured();
      return told(
          new Passed(
              Passed.MINIO,
              size.bytes(),
              size.files(),
              measured.get("seconds"),
              measured.get("cpu")));
    }
  }

  private static Passed told(Passed passed) {
    System.err.println("media: " + passed);
    return passed;
  }

  private static Uploader.Body document(long number, int bytes) {
    byte[] content = new SampleFile(number, bytes).pdf();
    return new Uploader.Body("a.pdf", new ByteArrayInputStream(content), content.length);
  }

  /// Resident memory at its highest, with few films at a time and with all of them.
  private Memory memory(Uploader uploader, Service service, int port)
      throws IOException, InterruptedException {
    double few = peak(uploader, service, port, 2 * FEW_FILMS, FEW_FILMS);
    return new Memory(few, peak(uploader, service, port, films, films));
  }

  private double peak(Uploader uploader, Service service, int port, int files, int atOnce)
      throws IOException, InterruptedException {
    AtomicLong peak = new AtomicLong(service.residentBytes());
    Thread watch =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                peak.accumulateAndGet(service.residentBytes(), Math::max);
                try {
                  Thread.sleep(50);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    long first = next.getAndAdd(files);
    uploader.upload(
        port,
        first,
        first + files,
        atOnce,
        number -> new Uploader.Body("a.mp4", new SampleFile(number, FILM_BYTES).mp4(), FILM_BYTES));
    watch.interrupt();
    watch.join();
    System.err.println("media: " + atOnce + " films at a time, " + peak.get() / 1e6 + " MB");
    return peak.get();
  }
}
