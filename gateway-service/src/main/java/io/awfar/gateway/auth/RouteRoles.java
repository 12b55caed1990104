package io.awfar.gateway.auth;

import java.util.Map;
import java.util.Set;

/// Which roles may call a route: all, unless its path lies below one that is named here.
///
/// By path and not by controller, so that a route that is added below is closed from the start. To
/// mark something as read, wherever that is, is to send.
final class RouteRoles {

  private static final Map<String, Set<Role>> CLOSED =
      Map.of(
          "/api/auth/invitations", Set.of(Role.ADMIN),
          "/api/auth/users", Set.of(Role.ADMIN),
          "/api/whatsapp/channels", Set.of(Role.ADMIN),
          "/api/whatsapp/send", Set.of(Role.ADMIN, Role.SUPERVISOR, Role.AGENT),
          "/api/upload", Set.of(Role.ADMIN, Role.SUPERVISOR, Role.AGENT));

  /// Among the uploads the one that only looks.
  private static final String SIGNED_URL = "/api/upload/signed-url";

  private static final String READING = "/read";

  private RouteRoles() {}

  static boolean permit(Role role, String path) {
    if (isBelow(path, SIGNED_URL)) {
      return true;
    }
    for (var closed : CLOSED.entrySet()) {
      if (isBelow(path, closed.getKey())) {
        return closed.getValue().contains(role);
      }
    }
    return role != Role.ANALYST || !path.endsWith(READING);
  }

  private static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
