package io.awfar.bench.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// WhatsApp's media API, which has a file for every id `<number>-<bytes>`, and the keys of a
/// gateway. In this process, and nobody's CPU.
final class WhatsAppFiles implements AutoCloseable {

  private static final String FILES = "/file/";
  private static final String KEYS = "/keys";
  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Uploader uploader;

  private WhatsAppFiles(HttpServer server, Uploader uploader) {
    this.server = server;
    this.uploader = uploader;
  }

  static WhatsAppFiles start(Uploader uploader) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    WhatsAppFiles files = new WhatsAppFiles(server, uploader);
    server.setExecutor(files.threads);
    server.createContext("/", files::answer);
    server.start();
    return files;
  }

  static String id(SampleFile file) {
    return file.number() + "-" + file.bytes();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String keysUrl() {
    return url() + KEYS;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(KEYS)) {
        send(exchange, "application/json", uploader.keys().getBytes(StandardCharsets.UTF_8));
      } else if (path.startsWith(FILES)) {
        send(exchange, "application/pdf", file(path.substring(FILES.length())).pdf());
      } else {
        String id = path.substring(path.lastIndexOf('/') + 1);
        byte[] content = file(id).pdf();
        String found =
            """
            {"messaging_product":"whatsapp","url":"%s","mime_type":"application/pdf",\
            "sha256":"%s","file_size":"%d","id":"%s"}\
            """
                .formatted(url() + FILES + id, SampleFile.sha256(content), content.length, id);
        send(exchange, "application/json", found.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static SampleFile file(String id) {
    String[] parts = id.split("-");
    return new SampleFile(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
