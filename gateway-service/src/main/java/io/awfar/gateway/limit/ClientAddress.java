package io.awfar.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where a request comes from, as far as limits tell addresses apart.
final class ClientAddress {

  /// One household or server has at least this much of IPv6, and could use each address of it once.
  private static final int NETWORK_BYTES = 8;

  /// A proxy that is trusted may hand on anything in place of an address: all of that is one.
  private static final String UNKNOWN = "unknown";

  private ClientAddress() {}

  static String of(@Nullable InetSocketAddress remote) {
    InetAddress address = remote == null ? null : remote.getAddress();
    if (address == null) {
      return UNKNOWN;
    }
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64"
        : address.getHostAddress();
  }
}
