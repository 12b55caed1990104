package io.awfar.guarantees.fault;

import io.awfar.guarantees.deployment.Instance;
import io.awfar.guarantees.deployment.Service;
import io.awfar.guarantees.fault.Fault.Manner;
import io.awfar.guarantees.fault.Fault.Server;
import io.awfar.guarantees.fault.Fault.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/// What a schedule is made of; what exactly each brings is drawn.
public enum Kind {
  KILL_INGEST(draw -> kill(draw, Service.INGEST)),
  KILL_DEDUP(draw -> kill(draw, Service.DEDUP)),
  KILL_PERSISTENCE(draw -> kill(draw, Service.PERSISTENCE)),
  KILL_MEDIA(draw -> kill(draw, Service.MEDIA)),
  KILL_GATEWAY(draw -> kill(draw, Service.GATEWAY)),
  ZOMBIE_DEDUP(draw -> zombie(draw, Service.DEDUP)),
  ZOMBIE_PERSISTENCE(draw -> zombie(draw, Service.PERSISTENCE)),
  ZOMBIE_MEDIA(draw -> zombie(draw, Service.MEDIA)),
  HICCUP(draw -> new Fault.Freeze(pick(draw, Instance.all()), between(draw, 500, 4_000))),
  STOP_BROKER(draw -> outage(draw, Server.BROKER, Manner.STOP)),
  KILL_BROKER(draw -> outage(draw, Server.BROKER, Manner.KILL)),
  STOP_POSTGRES(draw -> outage(draw, Server.POSTGRES, Manner.STOP)),
  KILL_POSTGRES(draw -> outage(draw, Server.POSTGRES, Manner.KILL)),
  STOP_REGISTRY(
      draw -> new Fault.Outage(Server.REGISTRY, Manner.STOP, between(draw, 5_000, 15_000))),
  STOP_OBJECT_STORE(
      draw -> new Fault.Outage(Server.OBJECT_STORE, Manner.STOP, between(draw, 3_000, 12_000))),
  DELAY(draw -> new Fault.Delay(wire(draw), between(draw, 20, 400), between(draw, 5_000, 15_000))),
  STALL(draw -> new Fault.Stall(wire(draw), between(draw, 3_000, 14_000))),
  FULL_DISK(draw ->
      new Fault.FullDisk(
          pick(draw, Instance.all().stream().filter(Instance::hasSmallDisk).toList()),
          between(draw, 4_000, 12_000))),
  ROLLING_RESTART(draw -> new Fault.RollingRestart());

  private final Function<Random, Fault> deal;

  Kind(Function<Random, Fault> deal) {
    this.deal = deal;
  }

  Fault draw(Random draw) {
    return deal.apply(draw);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Fault kill(Random draw, Service service) {
    return new Fault.Kill(pick(draw, Instance.of(service)), between(draw, 0, 6_000));
  }

  /// Longer than any session or transaction time-out of the services.
  private static Fault zombie(Random draw, Service service) {
    return new Fault.Freeze(pick(draw, Instance.of(service)), between(draw, 12_000, 20_000));
  }

  private static Fault outage(Random draw, Server server, Manner manner) {
    return new Fault.Outage(server, manner, between(draw, 0, 5_000));
  }

  private static Wire wire(Random draw) {
    return pick(draw, List.of(Wire.values()));
  }

  private static Duration between(Random draw, int fromMillis, int toMillis) {
    return Duration.ofMillis(draw.nextInt(fromMillis, toMillis + 1));
  }

  private static <T> T pick(Random draw, List<T> choices) {
    return choices.get(draw.nextInt(choices.size()));
  }
}
