package io.awfar.guarantees.deployment;

import io.awfar.embedded.FreePorts;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where everything listens, picked once so that whatever starts again is found where it was.
///
/// @param broker the broker's own port, which the verification uses
/// @param brokerForServices behind the wire of the services
/// @param brokerWire what services connect to
/// @param serving of each instance; unused by those that serve nothing but management
/// @param management of each instance
record Ports(
    int broker,
    int brokerForServices,
    int brokerWire,
    int controller,
    int postgres,
    int postgresWire,
    int registry,
    int registryManagement,
    int s3,
    int whatsApp,
    Map<Instance, Integer> serving,
    Map<Instance, Integer> management) {

  static Ports pick() {
    Set<Integer> taken = new HashSet<>();
    return new Ports(
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        next(taken),
        ofEach(taken),
        ofEach(taken));
  }

  int servingOf(Instance instance) {
    return Objects.requireNonNull(serving.get(instance));
  }

  int managementOf(Instance instance) {
    return Objects.requireNonNull(management.get(instance));
  }

  private static Map<Instance, Integer> ofEach(Set<Integer> taken) {
    return Instance.all().stream()
        .collect(Collectors.toMap(Function.identity(), instance -> next(taken)));
  }

  private static int next(Set<Integer> taken) {
    int port;
    do {
      port = FreePorts.next();
    } while (!taken.add(port));
    return port;
  }
}
