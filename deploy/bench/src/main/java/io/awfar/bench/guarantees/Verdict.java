package io.awfar.bench.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `deploy/guarantees/run` says at its end, in JSON.
///
/// @param faults how many there were
/// @param acknowledged events that were answered 200
record Verdict(int faults, long acknowledged, List<Promise> promises) {

  /// @param name the promise in one sentence
  /// @param figures what was counted
  record Promise(String name, boolean held, String figures) {}

  /// @param log all that the run printed
  /// @throws IOException if it did not come to an end
  static Verdict last(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    try {
      return of(JsonMapper.shared().readTree(lines.isEmpty() ? "" : lines.getLast()));
    } catch (JacksonException e) {
      throw new IOException("The guarantees were not proven or broken; see " + log, e);
    }
  }

  private static Verdict of(JsonNode json) {
    List<Promise> promises =
        StreamSupport.stream(json.required("promises").spliterator(), false)
            .map(promise ->
                new Promise(
                    promise.required("name").stringValue(),
                    promise.required("held").booleanValue(),
                    promise.required("figures").stringValue()))
            .toList();
    return new Verdict(
        json.required("faults").intValue(),
        json.required("eventsAcknowledged").longValue(),
        promises);
  }

  long broken() {
    return promises.stream().filter(promise -> !promise.held).count();
  }
}
