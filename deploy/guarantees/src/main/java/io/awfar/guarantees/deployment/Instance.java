package io.awfar.guarantees.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One process of a service.
///
/// @param number from 1
public record Instance(Service service, int number) {

  /// All that run, in the order of a rolling restart.
  public static List<Instance> all() {
    return Arrays.stream(Service.values()).flatMap(service -> of(service).stream()).toList();
  }

  /// Those of one service.
  public static List<Instance> of(Service service) {
    return IntStream.rangeClosed(1, service.instances())
        .mapToObj(number -> new Instance(service, number))
        .toList();
  }

  /// Whether its state folder is a small file system of its own, which can be filled up. Only what
  /// needs its folder to do its work has one.
  public boolean hasSmallDisk() {
    return service == Service.MEDIA;
  }

  @Override
  public String toString() {
    return service.module() + "-" + number;
  }
}
