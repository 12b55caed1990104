package io.awfar.schemas.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelKeysTest {

  @Test
  void theFirstKeyEncrypts() {
    assertThat(ChannelKeys.parse(set(key("new", 32), key("old", 32))).firstId()).contains("new");
  }

  @Test
  void noKeyAtAllIsAllowed() {
    assertThat(ChannelKeys.parse(" ").firstId()).isEmpty();
  }

  @Test
  void aGeneratedKeyIsAKey() {
    assertThat(ChannelKeys.parse(ChannelKeys.generate("made")).firstId()).contains("made");
    assertThat(ChannelKeys.generate("made")).isNotEqualTo(ChannelKeys.generate("made"));
  }

  @Test
  void whatIsNoKeyRingIsRefusedWithoutBeingQuoted() {
    String tooMany =
        set(IntStream.range(0, 17).mapToObj(i -> key("k" + i, 32)).toArray(String[]::new));

    assertRefused("{\"k\":\"QUJDREVGR0g\"}", "is not a JWK set");
    assertRefused("QUJDREVGR0g", "is not a JWK set");
    assertRefused(set(), "1 to 16 keys");
    assertRefused(tooMany, "1 to 16 keys");
    assertRefused(set(key("short", 16)), "256 bits");
    assertRefused(set(key("same", 32), key("same", 32)), "same kid");
    assertRefused(set(key("", 32)), "without a kid");
    assertRefused(set(key("k".repeat(65), 32)), "without a kid");
    assertRefused(
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X25519\",\"kid\":\"x\",\"x\":\"QUJDREVGR0g\"}]}",
        "type oct");
  }

  @Test
  void theIdsArePrintedAndTheKeysAreNot() {
    assertThat(ChannelKeys.parse(set(key("new", 32), key("old", 32))))
        .hasToString("ChannelKeys[new, old]");
  }

  static String key(String id, int bytes) {
    return "{\"kty\":\"oct\",\"kid\":\"%s\",\"k\":\"%s\"}"
        .formatted(id, Base64.getUrlEncoder().withoutPadding().encodeToString(material(id, bytes)));
  }

  static String set(String... keys) {
    return IntStream.range(0, keys.length)
        .mapToObj(i -> keys[i])
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static byte[] material(String id, int bytes) {
    byte[] material = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      material[i] = (byte) (id.hashCode() + i);
    }
    return material;
  }

  private static void assertRefused(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelKeys.parse(text))
        .withMessageContaining(ChannelKeys.VARIABLE)
        .withMessageContaining(reason)
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("QUJD"));
  }
}
