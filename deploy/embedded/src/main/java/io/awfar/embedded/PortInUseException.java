package io.awfar.embedded;

/// Another process listens on a port that a server needs.
public final class PortInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int port;

  public PortInUseException(String server, int port) {
    super("%s cannot start: port %d is in use.".formatted(server, port));
    this.port = port;
  }

  public int port() {
    return port;
  }
}
