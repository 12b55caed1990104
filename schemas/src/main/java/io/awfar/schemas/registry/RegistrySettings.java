package io.awfar.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/// How to reach the registry, under the names that Confluent's clients use for the same settings
/// where they have them.
///
/// @param urls one or more registries with the same content, tried in turn
/// @param userInfo `user:password` for basic authentication
/// @param retriesMax how often a request that found no answer is repeated
/// @param unknownIdWait for how long all registries must say that they do not have an id until it
///   counts; less than a transaction that waits meanwhile may take, 10 s by default in Kafka
///   Streams
public record RegistrySettings(
    List<URI> urls,
    Optional<String> userInfo,
    Duration connectTimeout,
    Duration requestTimeout,
    int retriesMax,
    Duration retryDelayMin,
    Duration retryDelayMax,
    Duration unknownIdWait) {

  /// `schema.registry.url`: comma-separated base urls, such as
  /// `http://localhost:8081/apis/ccompat/v7`.
  public static final String URL = "schema.registry.url";

  private static final String USER_INFO = "basic.auth.user.info";

  /// Reads the settings out of a Kafka client's configuration.
  ///
  /// @throws ConfigException if a value is missing or has the wrong form
  public static RegistrySettings of(Map<String, ?> configs) {
    Object url = configs.get(URL);
    if (url == null || url.toString().isBlank()) {
      throw new ConfigException(URL + " is required");
    }
    return new RegistrySettings(
        Arrays.stream(url.toString().split(",")).map(RegistrySettings::baseUrl).toList(),
        Optional.ofNullable(configs.get(USER_INFO)).map(Object::toString),
        millis(configs, "http.connect.timeout.ms", 2_000),
        millis(configs, "http.read.timeout.ms", 5_000),
        Math.toIntExact(number(configs, "max.retries", 3)),
        millis(configs, "retries.wait.ms", 200),
        millis(configs, "retries.max.wait.ms", 2_000),
        millis(configs, "unknown.id.wait.ms", 5_000));
  }

  private static URI baseUrl(String url) {
    try {
      String trimmed = url.strip();
      return URI.create(
          trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(URL, url, "not a url");
    }
  }

  private static Duration millis(Map<String, ?> configs, String name, long otherwise) {
    return Duration.ofMillis(number(configs, name, otherwise));
  }

  private static long number(Map<String, ?> configs, String name, long otherwise) {
    Object value = configs.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value.toString().strip());
      if (number < 0) {
        throw new ConfigException(name, value, "must not be negative");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new ConfigException(name, value, "not a whole number");
    }
  }
}
