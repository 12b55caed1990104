package io.awfar.schemas.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedCredentialsTest {

  private static final String CHANNEL = "106540352242922";
  private static final ChannelSecrets SECRETS =
      new ChannelSecrets(
          Optional.of("app secret"), Optional.of("access token"), Optional.of("كلمة"));

  private static final String NEW = ChannelKeysTest.key("new", 32);
  private static final String OLD = ChannelKeysTest.key("old", 32);

  @Test
  void whatIsSealedOpensForItsNumber() throws Exception {
    ChannelKeys keys = keys(NEW);

    String credentials = SealedCredentials.seal(CHANNEL, SECRETS, keys);

    assertThat(SealedCredentials.open(CHANNEL, credentials, keys)).isEqualTo(SECRETS);
  }

  @Test
  void whatIsNotSetStaysNotSet() throws Exception {
    ChannelKeys keys = keys(NEW);
    ChannelSecrets some =
        new ChannelSecrets(Optional.empty(), Optional.of("token"), Optional.empty());

    String credentials = SealedCredentials.seal(CHANNEL, some, keys);

    assertThat(SealedCredentials.open(CHANNEL, credentials, keys)).isEqualTo(some);
  }

  @Test
  void noSecretIsInItInClear() {
    String credentials = SealedCredentials.seal(CHANNEL, SECRETS, keys(NEW));

    for (String part : credentials.split("\\.")) {
      String clear = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1);
      assertThat(clear).doesNotContain("app secret", "access token");
    }
  }

  @Test
  void credentialsCannotBeMovedToAnotherNumber() {
    String credentials = SealedCredentials.seal(CHANNEL, SECRETS, keys(NEW));

    assertUnreadable("42", credentials, keys(NEW), "made for another number");
    assertUnreadable("42", renamed(credentials, "42"), keys(NEW), "damaged");
  }

  @Test
  void afterANewKeyIsPutFirstTheOldOneStillOpensUntilItIsDropped() throws Exception {
    String old = SealedCredentials.seal(CHANNEL, SECRETS, keys(OLD));

    assertThat(SealedCredentials.open(CHANNEL, old, keys(NEW, OLD))).isEqualTo(SECRETS);
    assertUnreadable(CHANNEL, old, keys(NEW), "made with an unknown key");

    String again = SealedCredentials.seal(CHANNEL, SECRETS, keys(NEW, OLD));
    assertThat(SealedCredentials.keyId(again)).contains("new");
    assertThat(SealedCredentials.open(CHANNEL, again, keys(NEW))).isEqualTo(SECRETS);
  }

  @Test
  void whatIsDamagedOrOfAnotherKindIsUnreadable() {
    String credentials = SealedCredentials.seal(CHANNEL, SECRETS, keys(NEW));
    String cut = credentials.substring(0, credentials.length() - 3);
    String signed = "eyJhbGciOiJIUzI1NiJ9.e30.AAAA";

    assertUnreadable(CHANNEL, cut, keys(NEW), "damaged");
    assertUnreadable(CHANNEL, "", keys(NEW), "not a JWE");
    assertUnreadable(CHANNEL, signed, keys(NEW), "not a JWE");
    assertUnreadable(CHANNEL, "x".repeat(40_000), keys(NEW), "too long");
    assertUnreadable(CHANNEL, otherCipher(credentials), keys(NEW), "in the way agreed on");
  }

  @Test
  void nothingIsSealedWithoutAKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SealedCredentials.seal(CHANNEL, SECRETS, ChannelKeys.NONE));
  }

  @Test
  void secretsAreNeverPrinted() {
    assertThat(SECRETS).hasToString("ChannelSecrets[]");
  }

  private static ChannelKeys keys(String... keys) {
    return ChannelKeys.parse(ChannelKeysTest.set(keys));
  }

  private static void assertUnreadable(
      String channelId, String credentials, ChannelKeys keys, String reason) {
    assertThatExceptionOfType(UnreadableCredentialsException.class)
        .isThrownBy(() -> SealedCredentials.open(channelId, credentials, keys))
        .withMessage(reason.startsWith("in the way") ? "not encrypted " + reason : reason)
        .withNoCause();
  }

  private static String renamed(String credentials, String channelId) {
    return withHeader(credentials, CHANNEL, channelId);
  }

  private static String otherCipher(String credentials) {
    return withHeader(credentials, "A256GCM", "A128GCM");
  }

  private static String withHeader(String credentials, String text, String replacement) {
    int end = credentials.indexOf('.');
    String header =
        new String(
            Base64.getUrlDecoder().decode(credentials.substring(0, end)), StandardCharsets.UTF_8);
    assertThat(header).contains(text);
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.replace(text, replacement).getBytes(StandardCharsets.UTF_8))
        + credentials.substring(end);
  }
}
