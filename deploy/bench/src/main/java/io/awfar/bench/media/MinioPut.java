package io.awfar.bench.media;

import io.awfar.bench.process.Measured;
import io.awfar.bench.process.ObjectStore;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/// The rival: the MinIO client puts files of the same sizes, out of memory, as many at a time; it
/// neither fetches nor hashes nor looks into them, and tells nobody.
final class MinioPut {

  private static final String BUCKET = "rival";

  private MinioPut() {}

  /// @param arguments endpoint, first number, files to warm up with, files to measure, bytes of
  ///   each, files at a time
  public static void main(String[] arguments) throws Exception {
    int atOnce = Integer.parseInt(arguments[5]);
    MinioClient client =
        MinioClient.builder()
            .endpoint(arguments[0])
            .credentials(ObjectStore.ACCESS_KEY, ObjectStore.SECRET_KEY)
            .httpClient(http(atOnce), true)
            .build();
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
      client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
    }
    long first = Long.parseLong(arguments[1]);
    int warmUp = Integer.parseInt(arguments[2]);
    int files = Integer.parseInt(arguments[3]);
    int bytes = Integer.parseInt(arguments[4]);
    put(client, first, first + warmUp, bytes, atOnce);
    long start = System.nanoTime();
    double cpu = processCpuSeconds();
    put(client, first + warmUp, first + warmUp + files, bytes, atOnce);
    double seconds = (System.nanoTime() - start) / 1e9;
    new Measured(Map.of("seconds", seconds, "cpu", processCpuSeconds() - cpu)).print();
  }

  /// Its own would send five requests at a time, whatever is asked of it.
  private static OkHttpClient http(int atOnce) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(atOnce);
    dispatcher.setMaxRequestsPerHost(atOnce);
    return new OkHttpClient.Builder().dispatcher(dispatcher).build();
  }

  private static void put(MinioClient client, long first, long last, int bytes, int atOnce)
      throws InterruptedException, ExecutionException {
    List<Future<?>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (long number = first; number < last; number++) {
        SampleFile file = new SampleFile(number, bytes);
        puts.add(
            threads.submit(() -> {
              put(client, file);
              return null;
            }));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
  }

  private static void put(MinioClient client, SampleFile file) throws MinioException {
    byte[] content = file.pdf();
    client.putObject(
        PutObjectArgs.builder().bucket(BUCKET).object("files/" + file.number()).stream(
                new ByteArrayInputStream(content), (long) content.length, -1L)
            .contentType("application/pdf")
            .build());
  }

  private static double processCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }
}
