package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.send.SendReader;
import io.awfar.simulator.send.SendRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares the simulator with Meta's own OpenAPI description, where that lies beside the project;
/// elsewhere these tests are reported as skipped.
class ContractTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATHS = "/paths/~1{Version}~1{Phone-Number-ID}";
  // It has neither a type nor a text, which its own schema requires.
  private static final Set<String> BROKEN_EXAMPLES = Set.of("Send Reply to List Message");

  private static JsonNode contract;

  private RunningSimulator running;

  @BeforeAll
  static void read() throws IOException {
    Path file = file();
    assumeTrue(file != null, "Meta's OpenAPI description is not beside the project");
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(20_000_000);
    Object yaml = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    contract = JSON.valueToTree(yaml);
  }

  @BeforeEach
  void open() throws Exception {
    running = RunningSimulator.start();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void everySendThatMetaShowsIsWellFormed() {
    SendReader reader = new SendReader(id -> true);
    JsonNode examples =
        contract.at(PATHS + "~1messages/post/requestBody/content/application~1json/examples");
    Map<String, String> refused = new TreeMap<>();
    for (Map.Entry<String, JsonNode> example : examples.properties()) {
      byte[] body = filled(example.getValue().get("value")).getBytes(StandardCharsets.UTF_8);
      try {
        SendRequest unused = reader.read(body);
      } catch (GraphError e) {
        refused.put(example.getKey(), String.valueOf(e.getMessage()));
      }
    }
    assertThat(examples.size()).isGreaterThan(40);
    assertThat(refused.keySet()).as(refused.toString()).isEqualTo(BROKEN_EXAMPLES);
  }

  @Test
  void anAcceptedMessageIsAnsweredInMetasShape() throws Exception {
    JsonNode answer = Caller.json(running.caller.send(Caller.text("201002003000", "a")));
    JsonNode examples =
        contract.at(PATHS + "~1messages/post/responses/200/content/application~1json/examples");
    assertThat(paths(answer)).containsAll(paths(examples.at("/Send Text Message/value")));
    assertThat(paths(answer)).isSubsetOf(properties("MessageResponsePayload"));
    String read =
        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.x\"}";
    assertThat(Caller.json(running.caller.send(read)))
        .isEqualTo(examples.at("/Send typing indicator and read receipt/value"));
  }

  @Test
  void theFactsOfANumberAreInMetasShape() throws Exception {
    JsonNode examples =
        contract.at(PATHS + "/get/responses/200/content/application~1json/examples");
    JsonNode byItself = Caller.json(running.caller.get("/v23.0/" + Caller.NUMBER));
    assertThat(paths(byItself)).containsAll(paths(examples.at("/default_response/value")));
    JsonNode all =
        Caller.json(
            running.caller.get(
                "/v23.0/"
                    + Caller.NUMBER
                    + "?fields=display_phone_number,verified_name,quality_rating,name_status,"
                    + "code_verification_status"));
    assertThat(paths(all)).isEqualTo(paths(examples.at("/comprehensive_response/value")));
    for (String name : List.of("quality_rating", "name_status", "code_verification_status")) {
      assertThat(contract.at("/components/schemas/PhoneNumberInfo/properties/" + name + "/enum"))
          .contains(all.get(name));
    }
  }

  @Test
  void filesAreAnsweredInMetasShape() throws Exception {
    String media = "/paths/~1{Version}~1{Media-ID}";
    JsonNode uploaded = Caller.json(running.caller.upload("image/png", new byte[] {1}));
    assertThat(paths(uploaded))
        .isEqualTo(
            paths(
                contract.at(
                    PATHS
                        + "~1media/post/responses/200/content/application~1json/examples"
                        + "/Upload Image JSON/value")));
    String path = "/v23.0/" + uploaded.get("id").asString();
    JsonNode found = Caller.json(running.caller.get(path));
    assertThat(paths(found))
        .isEqualTo(
            paths(
                contract.at(
                    media
                        + "/get/responses/200/content/application~1json/examples"
                        + "/Retrieve Media URL/value")));
    assertThat(Caller.json(running.caller.delete(path)))
        .isEqualTo(
            contract.at(
                media
                    + "/delete/responses/200/content/application~1json/examples"
                    + "/Delete Media/value"));
  }

  @Test
  void templatesAreListedInMetasShape() throws Exception {
    JsonNode answer =
        Caller.json(
            running.caller.get("/v23.0/" + Caller.ACCOUNT + "/message_templates?limit=100"));
    JsonNode schema =
        contract.at(
            "/paths/~1{Version}~1{WABA-ID}~1message_templates/get/responses/200/content"
                + "/application~1json/schema");
    Set<String> known = new TreeSet<>();
    properties(schema, "", known);
    // In Meta's pages, but not in the description.
    known.addAll(
        List.of(
            "/data/*/parameter_format",
            "/data/*/components/*/buttons/*/url",
            "/data/*/components/*/buttons/*/phone_number"));
    assertThat(paths(answer)).isSubsetOf(known);
    assertThat(paths(answer))
        .contains("/data/*/name", "/data/*/language", "/data/*/status", "/paging/cursors/after");
  }

  @Test
  void errorsAreInMetasShape() throws Exception {
    Set<String> known = properties("GraphAPIError");
    for (HttpResponse<byte[]> answer :
        List.of(
            running.caller.get("/v23.0/1"),
            running.caller.send("{}"),
            running.caller.send(Caller.text("1999131056", "a")),
            new Caller(running.simulator.api(), "wrong").get("/v23.0/1"))) {
      JsonNode error = Caller.json(answer);
      assertThat(paths(error)).contains("/error/message", "/error/type", "/error/code");
      assertThat(paths(error))
          .filteredOn(path -> !path.startsWith("/error/error_data"))
          .isSubsetOf(known);
    }
  }

  @Test
  void aSystemMessageIsInMetasShape() throws Exception {
    JsonNode example =
        contract.at(
            "/paths/~1whatsapp~1webhooks/post/requestBody/content/application~1json/examples"
                + "/System Message/value");
    String unused =
        running.simulator.scenes().changedNumber(Caller.NUMBER, "16505551234", "12195555358", null);
    assertThat(running.simulator.stop()).isTrue();
    assertThat(paths(JSON.readTree(running.webhook.accepted.getFirst()))).isEqualTo(paths(example));
  }

  /// An example with something in the places that it leaves open.
  private static String filled(JsonNode example) {
    return example
        .toString()
        .replaceAll("\\{\\{Recipient-[A-Za-z-]*Phone-Number}}", "16505551234")
        .replaceAll("<?http\\(s\\)://([a-z-]+)>?", "https://$1")
        .replace("<HEADER_TYPE>", "text")
        .replace("language-and-locale-code", "en_US");
  }

  /// Where in a document there are values; elements of lists count as one.
  private static Set<String> paths(JsonNode document) {
    assertThat(document.isMissingNode()).isFalse();
    Set<String> paths = new TreeSet<>();
    paths(document, "", paths);
    return paths;
  }

  private static void paths(JsonNode node, String path, Set<String> paths) {
    if (node.isArray()) {
      node.forEach(item -> paths(item, path + "/*", paths));
    } else if (node.isObject()) {
      node.properties().forEach(e -> paths(e.getValue(), path + '/' + e.getKey(), paths));
    } else {
      paths.add(path);
    }
  }

  private static Set<String> properties(String schema) {
    Set<String> paths = new TreeSet<>();
    properties(contract.at("/components/schemas/" + schema), "", paths);
    return paths;
  }

  private static void properties(JsonNode schema, String path, Set<String> paths) {
    if (schema.has("$ref")) {
      properties(contract.at(schema.get("$ref").asString().substring(1)), path, paths);
    } else if (schema.has("items")) {
      properties(schema.get("items"), path + "/*", paths);
    } else if (schema.has("properties")) {
      schema
          .get("properties")
          .properties()
          .forEach(e -> properties(e.getValue(), path + '/' + e.getKey(), paths));
    } else {
      paths.add(path);
    }
  }

  private static Path file() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("../shared/contracts/meta-cloud-api-v23.yaml").normalize();
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}
