package io.awfar.standalone;

import io.awfar.embedded.FreePorts;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Options for tests: no traffic, every port one that was free a moment ago.
final class OnFreePorts {

  private OnFreePorts() {}

  static StandaloneOptions in(Path data) {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    Set<Integer> taken = new HashSet<>();
    for (Port port : Port.values()) {
      int number = FreePorts.next();
      while (!taken.add(number)) {
        number = FreePorts.next();
      }
      ports.put(port, number);
    }
    return StandaloneOptions.quiet(data, ports);
  }
}
