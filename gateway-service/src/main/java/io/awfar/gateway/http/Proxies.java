package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.ConnectionInfo;

/// Takes the address of a caller, the scheme and the host from the proxies that stand before the
/// gateway, as far as those are trusted, and from nobody else.
///
/// Each proxy adds to `X-Forwarded-For` whom it was asked by, so what the last of them added
/// counts, or with two the one before: anything further left may be the caller's invention. Reactor
/// Netty's own handler is not used: it believes the first entry, prefers `Forwarded`, which proxies
/// pass on as it comes, and puts `X-Forwarded-Prefix` before the path, so that what decides by the
/// path would read another one than the router.
@Component
final class Proxies implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\[?([0-9a-fA-F:.]{2,45}?)]?|\\[([0-9a-fA-F:.]{2,45})]:\\d{1,5}|([0-9.]{7,15}):\\d{1,5}");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(?::(\\d{1,5}))?");
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int PORT_MAX = 65_535;

  private final int trusted;

  Proxies(GatewaySettings settings) {
    trusted = settings.proxies();
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    if (trusted > 0) {
      factory.addServerCustomizers(server -> server.forwarded(this::seenThrough));
    }
  }

  private ConnectionInfo seenThrough(ConnectionInfo connection, HttpRequest request) {
    ConnectionInfo seen = connection;
    List<String> callers = all(request, "X-Forwarded-For");
    if (!callers.isEmpty()) {
      String caller = callers.get(Math.max(0, callers.size() - trusted));
      seen = seen.withRemoteAddress(address(caller));
    }
    String scheme = last(request, "X-Forwarded-Proto");
    if (scheme != null && SCHEMES.contains(scheme)) {
      seen = seen.withScheme(scheme);
    }
    Matcher host = HOST.matcher(orEmpty(last(request, "X-Forwarded-Host")));
    if (host.matches()) {
      int port = port(host.group(2), "https".equals(scheme));
      seen =
          seen.withHostAddress(
              InetSocketAddress.createUnresolved(host.group(1), port), host.group(1), port);
    }
    return seen;
  }

  /// Never asks a name server; what is no address becomes one that is unknown.
  static InetSocketAddress address(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      try {
        String literal =
            Stream.of(1, 2, 3).map(address::group).filter(g -> g != null).findFirst().orElse("");
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 0);
      } catch (IllegalArgumentException _) {
        // As below.
      }
    }
    return InetSocketAddress.createUnresolved("unknown", 0);
  }

  private static int port(@Nullable String stated, boolean tls) {
    int port = stated == null ? 0 : Integer.parseInt(stated);
    return port > 0 && port <= PORT_MAX ? port : tls ? 443 : 80;
  }

  /// A header may come several times, and hold several values each time.
  private static List<String> all(HttpRequest request, String header) {
    return request.headers().getAll(header).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static @Nullable String last(HttpRequest request, String header) {
    List<String> values = all(request, header);
    return values.isEmpty() ? null : values.getLast();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
