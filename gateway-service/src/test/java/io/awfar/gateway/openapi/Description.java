package io.awfar.gateway.openapi;

import io.awfar.gateway.RunningGateway;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The document that a gateway serves, as its reader sees it.
record Description(JsonNode document) {

  static Description of(RunningGateway gateway) {
    byte[] document =
        gateway
            .api()
            .get()
            .uri("/openapi")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new Description(JsonMapper.shared().readTree(document));
  }

  /// What is asked of one route.
  record Route(String method, String path, JsonNode operation) {

    String name() {
      return method + " " + path;
    }

    /// Names of the parameters in the path, in order.
    List<String> pathParameters() {
      return parameters("path").stream().map(p -> p.path("name").asString()).toList();
    }

    List<JsonNode> parameters(String in) {
      return operation
          .path("parameters")
          .valueStream()
          .filter(parameter -> parameter.path("in").asString().equals(in))
          .toList();
    }

    JsonNode answers() {
      return operation.path("responses");
    }

    boolean isDescribed(int status) {
      return answers().has("" + status);
    }

    /// What is said of a refusal.
    JsonNode problem(int status) {
      return answers().path("" + status).path("content").path("application/problem+json");
    }

    /// Whether it is said that a role may be refused.
    boolean isClosedToSome() {
      return problem(403).path("examples").has("forbidden");
    }

    boolean isOpen() {
      return operation.has("security") && operation.path("security").isEmpty();
    }

    /// What an answer with this status looks like, if it may have that type.
    Optional<JsonNode> answer(int status, String mediaType) {
      JsonNode content = answers().path("" + status).path("content").path(mediaType);
      return content.isMissingNode() ? Optional.empty() : Optional.of(content);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /// All routes, those that delete something last, and parts before what they are part of.
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    List<Route> deleting = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  String method = operation.getKey().toUpperCase(Locale.ROOT);
                  (method.equals("DELETE") ? deleting : routes)
                      .add(new Route(method, path.getKey(), operation.getValue()));
                }));
    deleting.sort(Comparator.comparing((Route route) -> route.path().length()).reversed());
    routes.addAll(deleting);
    return routes;
  }

  /// @param name such as `GET /health`
  Route route(String name) {
    return routes().stream().filter(route -> route.name().equals(name)).findFirst().orElseThrow();
  }

  /// The schema itself, also where another names it.
  JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
  }
}
