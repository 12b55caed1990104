package io.awfar.bench.read;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Someone who signs in at the gateway.
record Agent(int port) {

  private static final String EMAIL = "bench@awfar.example";
  private static final String PASSWORD = "correct horse battery staple";
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /// What the gateway is told, so that there is a first user.
  Map<String, String> environment() {
    return Map.of(
        "AWFAR_GATEWAY_BOOTSTRAP_EMAIL", EMAIL, "AWFAR_GATEWAY_BOOTSTRAP_PASSWORD", PASSWORD);
  }

  /// The token.
  String signIn() throws IOException, InterruptedException {
    HttpRequest login =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/auth/login"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer = http.send(login, HttpResponse.BodyHandlers.ofString()).body();
      Matcher token = TOKEN.matcher(answer);
      if (!token.find()) {
        throw new IOException("The gateway gave no token: " + answer);
      }
      return token.group();
    }
  }
}
