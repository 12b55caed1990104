package io.awfar.guarantees.deployment;

import io.awfar.guarantees.network.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Servers, wires and services of one run.
public final class Deployment implements AutoCloseable {

  private final Ports ports = Ports.pick();
  private final Broker broker;
  private final Postgres postgres;
  private final Registry registry;
  private final ObjectStore objects;
  private final TcpProxy brokerWire;
  private final TcpProxy postgresWire;
  private final Map<String, ServiceProcess> services = new TreeMap<>();

  /// Nothing runs yet but the wires.
  ///
  /// @param unpacked the folder of the unpacked services
  /// @param data an empty folder
  /// @param jvm options of each service's JVM, beside the bound of its heap
  /// @param tampering with some of the services; empty for services as they are
  public Deployment(Path unpacked, Path data, List<String> jvm, Map<Service, Tampering> tampering)
      throws IOException, InterruptedException {
    Path logs = Files.createDirectories(data.resolve("logs"));
    broker = new Broker(data, logs, ports);
    postgres = new Postgres(data, logs, ports);
    registry = new Registry(data, ports);
    objects = new ObjectStore(data, ports);
    brokerWire = TcpProxy.start(ports.brokerWire(), ports.brokerForServices());
    postgresWire = TcpProxy.start(ports.postgresWire(), ports.postgres());
    ServiceSettings settings = new ServiceSettings(ports, registry.url());
    boolean smallDisks = SmallDisk.isPermitted(data.resolve("state"));
    for (Instance instance : Instance.all()) {
      Path state = data.resolve("state").resolve(instance.toString());
      Tampering with = tampering.getOrDefault(instance.service(), Tampering.NONE);
      Map<String, String> environment = new HashMap<>(settings.of(instance, state));
      environment.putAll(with.settings());
      Launch launch =
          new Launch(
              instance,
              jvm,
              Launch.jar(unpacked, instance.service()),
              with.classPath(),
              environment,
              state,
              smallDisks && instance.hasSmallDisk(),
              logs.resolve(instance + ".log"));
      URI management = URI.create("http://127.0.0.1:" + ports.managementOf(instance));
      services.put(instance.toString(), new ServiceProcess(launch, management));
    }
  }

  /// Starts the servers side by side, then the services; returns when all were started, not yet
  /// ready.
  public void start() throws IOException, InterruptedException {
    List<Callable<Void>> starts =
        List.of(
            () -> {
              registry.start();
              return null;
            },
            () -> {
              broker.start();
              return null;
            },
            () -> {
              postgres.start();
              return null;
            },
            () -> {
              objects.start();
              return null;
            });
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Future<Void> start : threads.invokeAll(starts)) {
        start.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("A server did not start", e.getCause());
    }
    for (ServiceProcess service : services.values()) {
      service.start();
    }
  }

  public Broker broker() {
    return broker;
  }

  public Postgres postgres() {
    return postgres;
  }

  public Registry registry() {
    return registry;
  }

  public ObjectStore objects() {
    return objects;
  }

  /// The wire between services and broker.
  public TcpProxy brokerWire() {
    return brokerWire;
  }

  /// The wire between services and PostgreSQL.
  public TcpProxy postgresWire() {
    return postgresWire;
  }

  /// All instances.
  public List<ServiceProcess> services() {
    return List.copyOf(services.values());
  }

  /// Those of one service.
  public List<ServiceProcess> services(Service service) {
    return Instance.of(service).stream().map(this::service).toList();
  }

  public ServiceProcess service(Instance instance) {
    ServiceProcess service = services.get(instance.toString());
    if (service == null) {
      throw new IllegalArgumentException("no such instance: " + instance);
    }
    return service;
  }

  /// Where WhatsApp sends its webhooks.
  public URI webhook() {
    int port = ports.servingOf(new Instance(Service.INGEST, 1));
    return URI.create("http://127.0.0.1:" + port + "/webhook");
  }

  /// Where services expect WhatsApp's API.
  public int whatsAppPort() {
    return ports.whatsApp();
  }

  /// Kills everything: what is to be kept is on disk already.
  @Override
  public void close() throws IOException, InterruptedException {
    for (ServiceProcess service : services.values()) {
      service.end();
    }
    brokerWire.close();
    postgresWire.close();
    objects.stop();
    registry.end();
    broker.kill();
    postgres.kill();
  }
}
