package io.awfar.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awfar.testservers.TestS3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// The S3 server of the tests at a second address, which keeps silent about one object: it is put,
/// and whoever puts it never hears so.
///
/// Requests keep their host, which is signed.
final class SilentS3 implements AutoCloseable {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

  private final HttpServer server;
  private final String silentPath;
  private final String to = TestS3.start().endpoint().toString();
  private final OkHttpClient http = new OkHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch put = new CountDownLatch(1);

  private SilentS3(HttpServer server, String silentPath) {
    this.server = server;
    this.silentPath = silentPath;
  }

  /// @param key of the object, in the bucket of the tests
  static SilentS3 about(String key) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    SilentS3 s3 = new SilentS3(server, "/" + RunningService.BUCKET + "/" + key);
    server.setExecutor(s3.threads);
    server.createContext("/", s3::handle);
    server.start();
    return s3;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// True once the S3 server has said that it has the object.
  boolean isPut() {
    return put.getCount() == 0;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.connectionPool().evictAll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        Response answer = http.newCall(request(exchange)).execute()) {
      byte[] body = answer.body().bytes();
      if (answer.isSuccessful() && isPutOfTheObject(exchange)) {
        put.countDown();
        PlayedApi.await(new CountDownLatch(1));
        return;
      }
      exchange.getResponseHeaders().putAll(answer.headers().toMultimap());
      exchange.getResponseHeaders().remove("Transfer-Encoding");
      exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private boolean isPutOfTheObject(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("PUT")
        && exchange.getRequestURI().getPath().equals(silentPath);
  }

  private Request request(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Request.Builder request =
        new Request.Builder()
            .url(to + exchange.getRequestURI())
            .method(method, WITHOUT_BODY.contains(method) ? null : RequestBody.create(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    return request.build();
  }
}
