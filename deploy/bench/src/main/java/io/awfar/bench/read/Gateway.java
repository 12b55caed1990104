package io.awfar.bench.read;

import io.awfar.bench.persist.SampleDatabase;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.process.Service;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// gateway-service from its jar, with somebody signed in.
record Gateway(Service service, int port, String token) implements AutoCloseable {

  static Gateway start(Workplace workplace, Postgres postgres, List<String> jvm) throws Exception {
    int port = FreePorts.next();
    int managementPort = FreePorts.next();
    Agent agent = new Agent(port);
    Map<String, String> environment = new HashMap<>(postgres.environment(SampleDatabase.NAME));
    environment.putAll(agent.environment());
    environment.put("AWFAR_GATEWAY_PORT", Integer.toString(port));
    environment.put("AWFAR_GATEWAY_MANAGEMENT_PORT", Integer.toString(managementPort));
    // One user asks for all pages; and neither contender writes a line for each.
    environment.put("AWFAR_GATEWAY_LIMITS", "off");
    environment.put("AWFAR_GATEWAY_ACCESS_LOG", "off");
    Service service =
        Service.start(
                workplace.root(),
                "gateway-service",
                jvm,
                environment,
                managementPort,
                workplace.folder())
            .awaitReady();
    return new Gateway(service, port, agent.signIn());
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
