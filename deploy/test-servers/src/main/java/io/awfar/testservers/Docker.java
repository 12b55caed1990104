package io.awfar.testservers;

import org.testcontainers.DockerClientFactory;

/// Whether this machine runs containers.
final class Docker {

  private static final boolean AVAILABLE = DockerClientFactory.instance().isDockerAvailable();

  private Docker() {}

  static boolean isThere() {
    return AVAILABLE;
  }
}
