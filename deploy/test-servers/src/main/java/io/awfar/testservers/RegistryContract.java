package io.awfar.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What our registry client relies on, of the double and of the real registry alike.
public interface RegistryContract {

  ObjectMapper JSON = new ObjectMapper();

  String CAT =
      """
      {"type":"record","name":"Cat","fields":[{"name":"name","type":"string"}]}\
      """;
  String CAT_WITH_OPTIONAL_AGE =
      """
      {"type":"record","name":"Cat","fields":[{"name":"name","type":"string"},\
      {"name":"age","type":["null","int"],"default":null}]}\
      """;
  String CAT_WITH_REQUIRED_AGE =
      """
      {"type":"record","name":"Cat","fields":[{"name":"name","type":"string"},\
      {"name":"age","type":"int"}]}\
      """;

  /// The base url of the registry under test.
  String registryUrl();

  @Test
  default void aSchemaKeepsItsIdHoweverOftenItIsRegistered() throws Exception {
    String subject = newSubject();

    int first = json(post("/subjects/" + subject + "/versions", CAT), 200).get("id").intValue();
    int second = json(post("/subjects/" + subject + "/versions", CAT), 200).get("id").intValue();
    int lookedUp = json(post("/subjects/" + subject, CAT), 200).get("id").intValue();

    assertThat(second).isEqualTo(first);
    assertThat(lookedUp).isEqualTo(first);
  }

  @Test
  default void theSchemaOfAnIdIsTheOneRegistered() throws Exception {
    int id = json(post("/subjects/" + newSubject() + "/versions", CAT), 200).get("id").intValue();

    String schema = json(get("/schemas/ids/" + id), 200).get("schema").asText();

    assertThat(JSON.readTree(schema)).isEqualTo(JSON.readTree(CAT));
  }

  @Test
  default void aCompatibleSchemaIsTakenAndAnIncompatibleOneAnswered409() throws Exception {
    String subject = newSubject();
    json(post("/subjects/" + subject + "/versions", CAT), 200);

    json(post("/subjects/" + subject + "/versions", CAT_WITH_OPTIONAL_AGE), 200);
    json(post("/subjects/" + subject + "/versions", CAT_WITH_REQUIRED_AGE), 409);
  }

  @Test
  default void whatIsNotThereIsAnswered404() throws Exception {
    json(get("/schemas/ids/987654321"), 404);
    json(post("/subjects/" + newSubject(), CAT), 404);
  }

  @Test
  default void whatIsNotASchemaIsAnswered422() throws Exception {
    json(post("/subjects/" + newSubject() + "/versions", "{\"type\":\"nothing\"}"), 422);
  }

  private static String newSubject() {
    return "contract-" + UUID.randomUUID();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(registryUrl() + path)));
  }

  private HttpResponse<String> post(String path, String schema) throws Exception {
    String body = JSON.createObjectNode().put("schema", schema).toString();
    return send(
        HttpRequest.newBuilder(URI.create(registryUrl() + path))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
