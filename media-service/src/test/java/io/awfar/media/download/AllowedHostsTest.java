package io.awfar.media.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

  private final AllowedHosts hosts =
      new AllowedHosts(
          HttpUrl.get("http://api.test:8080"), List.of("*.fbcdn.net", "lookaside.fbsbx.com"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.test:8080/file",
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
        "https://scontent.xx.fbcdn.net/v/1",
        "https://SCONTENT.FBCDN.NET/v/1"
      })
  void theApiItselfAndListedHostsArePermitted(String url) {
    assertThat(hosts.permits(HttpUrl.get(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "https://127.0.0.1/",
        "https://api.test:8080/",
        "http://api.test:8081/",
        "http://lookaside.fbsbx.com/",
        "https://lookaside.fbsbx.com:8443/",
        "https://evil-fbcdn.net/",
        "https://fbcdn.net/",
        "https://fbcdn.net.evil.test/",
        "https://a.fbcdn.net@evil.test/",
        "https://user:secret@a.fbcdn.net/",
        "https://x.lookaside.fbsbx.com/"
      })
  void everythingElseIsNot(String url) {
    assertThat(hosts.permits(HttpUrl.get(url))).isFalse();
  }
}
