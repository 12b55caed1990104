package io.awfar.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.awfar.testservers.TestS3;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the running service for what it does with files, well or badly.
public final class FileClient implements AutoCloseable {

  public static final String BOUNDARY = "boundary-of-the-test";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MinioClient s3 =
      MinioClient.builder()
          .endpoint(TestS3.start().endpoint().toString())
          .credentials(TestS3.start().accessKey(), TestS3.start().secretKey())
          .build();
  private final int port;

  public FileClient(int port) {
    this.port = port;
  }

  /// An answer, with its body as JSON if it has one.
  public record Answer(int status, JsonNode body, HttpResponse<String> whole) {

    public String code() {
      return body.path("code").asString("");
    }
  }

  public Answer upload(String token, String fileName, byte[] content) throws Exception {
    return post(token, form(part(fileName, content)));
  }

  public Answer post(String token, byte[] body) throws Exception {
    return post(token, BodyPublishers.ofByteArray(body));
  }

  public Answer post(String token, BodyPublisher body) throws Exception {
    return send(
        token,
        request("/files")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(body));
  }

  public Answer get(String token, String path) throws Exception {
    return send(token, request(path).GET());
  }

  /// Asks for WhatsApp's id of a file.
  public Answer mediaId(String token, String path, String channelId, String kind) throws Exception {
    String body = "{\"channelId\":\"" + channelId + "\",\"kind\":\"" + kind + "\"}";
    return send(
        token,
        request("/files/" + path + "/media-ids")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public Answer delete(String token, String path) throws Exception {
    return send(token, request(path).DELETE());
  }

  public Answer send(String token, HttpRequest.Builder request) throws Exception {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    JsonNode body =
        JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body());
    return new Answer(response.statusCode(), body, response);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  /// What a signed url gives.
  public HttpResponse<byte[]> fetch(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  /// Writes these bytes to the service and, if told so, hangs up; returns what it says.
  public String raw(byte[] request, boolean hangUp) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request);
        out.flush();
        if (hangUp) {
          return "";
        }
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (SocketException e) {
        return "";
      }
    }
  }

  /// The beginning of a request with a body, ended by an empty line.
  public static byte[] head(String token, String... headers) {
    StringBuilder head = new StringBuilder("POST /files HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Authorization: Bearer ").append(token).append("\r\n");
    head.append("Connection: close\r\n");
    head.append("Content-Type: multipart/form-data; boundary=").append(BOUNDARY).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  /// The keys of all objects of a workspace.
  public List<String> objects(UUID ownerId) throws Exception {
    List<String> keys = new ArrayList<>();
    for (var item :
        s3.listObjects(
            ListObjectsArgs.builder()
                .bucket(RunningService.BUCKET)
                .prefix(ownerId + "/")
                .recursive(true)
                .build())) {
      keys.add(item.get().objectName());
    }
    return keys;
  }

  /// Puts an object into the bucket, past the service.
  public void put(String key, byte[] content, String mimeType) throws Exception {
    s3.putObject(
        PutObjectArgs.builder().bucket(RunningService.BUCKET).object(key).stream(
                new ByteArrayInputStream(content), (long) content.length, -1L)
            .contentType(mimeType)
            .build());
  }

  /// Puts WhatsApp's id of a file into the bucket, as it was written before anybody asked WhatsApp.
  public void putMediaId(String path, String channelId, String id, Duration age) throws Exception {
    String kept = "{\"id\":\"" + id + "\",\"uploadedAt\":\"" + Instant.now().minus(age) + "\"}";
    put(path + ".whatsapp-" + channelId, Samples.text(kept), "application/json");
  }

  public static byte[] part(String fileName, byte[] content) {
    return part("form-data; name=\"file\"; filename=\"" + fileName + "\"", "", content);
  }

  public static byte[] part(String disposition, String headers, byte[] content) {
    String head =
        "--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + headers + "\r\n";
    return Samples.joined(head.getBytes(ISO_8859_1), content, Samples.text("\r\n"));
  }

  public static byte[] form(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    body.writeBytes(Samples.text("--" + BOUNDARY + "--\r\n"));
    return body.toByteArray();
  }

  @Override
  public void close() {
    http.close();
  }
}
