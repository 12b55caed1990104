package io.awfar.gateway.limit;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Routes that are limited, and have room, alike.
enum RouteKind {
  AUTH,
  SEND,
  UPLOAD,
  OTHER,
  /// Outside the API: documentation, keys, health.
  OPEN;

  static RouteKind of(ServerHttpRequest request) {
    String path = request.getPath().value();
    if (!isBelow(path, "/api")) {
      return OPEN;
    }
    if (request.getMethod() != HttpMethod.POST) {
      return OTHER;
    }
    if (isBelow(path, "/api/auth")) {
      return AUTH;
    }
    if (isBelow(path, "/api/whatsapp/send")) {
      return SEND;
    }
    return isBelow(path, "/api/upload") ? UPLOAD : OTHER;
  }

  private static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
