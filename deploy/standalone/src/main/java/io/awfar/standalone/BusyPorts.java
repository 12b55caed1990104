package io.awfar.standalone;

import io.awfar.embedded.FreePorts;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Finds a port that is taken before anything is started.
final class BusyPorts {

  /// Held, perhaps, by a server that outlived a killed run and is stopped when its successor
  /// starts.
  private static final Set<Port> CHECKED_BY_THEIR_SERVER =
      EnumSet.of(Port.POSTGRES, Port.REGISTRY, Port.REGISTRY_MANAGEMENT);

  private BusyPorts() {}

  /// @throws StartFailure if a port is taken or asked for twice
  static void check(StandaloneOptions options) {
    Set<Integer> seen = new HashSet<>();
    for (Port port : Port.values()) {
      int number = options.port(port);
      if (!seen.add(number)) {
        throw new StartFailure(
            "Port %d is asked for twice, once for %s (--%s)."
                .formatted(number, port.purpose(), port.option()));
      }
      if (!CHECKED_BY_THEIR_SERVER.contains(port) && !FreePorts.isFree(number)) {
        throw inUse(options, number);
      }
    }
  }

  /// The failure to start over a port that is taken.
  static StartFailure inUse(StandaloneOptions options, int number) {
    return Stream.of(Port.values())
        .filter(port -> options.port(port) == number)
        .findFirst()
        .map(port ->
            new StartFailure(
                "Port %d, for %s, is in use; free it or choose another with --%s N."
                    .formatted(number, port.purpose(), port.option())))
        .orElseThrow();
  }
}
