package io.awfar.media.download;

import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/// The places that a file may come from and that the token may go to.
///
/// Download urls come out of answers and webhooks; without this check one could make the service
/// call an address of the inner network, or hand the token to a stranger.
final class AllowedHosts {

  private static final String ANY_BELOW = "*";

  private final HttpUrl api;
  private final List<String> patterns;

  AllowedHosts(HttpUrl api, List<String> patterns) {
    this.api = api;
    this.patterns = patterns.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
  }

  /// True for the API's own scheme, host and port, and for https on its usual port at a listed
  /// host.
  boolean permits(HttpUrl url) {
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      return false;
    }
    if (isApi(url)) {
      return true;
    }
    return url.isHttps()
        && url.port() == HttpUrl.defaultPort("https")
        && patterns.stream().anyMatch(pattern -> matches(pattern, url.host()));
  }

  private boolean isApi(HttpUrl url) {
    return url.scheme().equals(api.scheme())
        && url.host().equals(api.host())
        && url.port() == api.port();
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith(ANY_BELOW)
        ? host.endsWith(pattern.substring(ANY_BELOW.length()))
        : host.equals(pattern);
  }
}
