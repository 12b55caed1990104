package io.awfar.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Webhooks of one text message each, about 1 kB, signed.
public final class Webhooks {

  /// What they are signed with.
  public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

  private static final String CHANNEL = "106540352242922";
  private static final String WAMID_PREFIX = "wamid.HBgMMjAxMDAwMDAwMDAwFQIAERgS";
  private static final String TEXT = "the order has been shipped, please confirm your address. ";

  private final Mac mac;
  private final int chats;
  private final long sentAtSeconds;

  /// @param chats over which the messages are spread
  public Webhooks(int chats, Instant sentAt) {
    this.chats = chats;
    this.sentAtSeconds = sentAt.getEpochSecond();
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  /// WhatsApp's id of message number so and so.
  public static String wamid(long number) {
    return WAMID_PREFIX + HexFormat.of().toHexDigits(number);
  }

  /// The number of the message that has this id.
  public static long number(String wamid) {
    return HexFormat.fromHexDigitsToLong(wamid, WAMID_PREFIX.length(), wamid.length());
  }

  /// The whole request that brings message number so and so; not to be called by two threads.
  public byte[] request(long number) {
    byte[] body = body(number).getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "X-Hub-Signature-256: sha256="
            + HexFormat.of().formatHex(mac.doFinal(body))
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] request = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
    System.arraycopy(body, 0, request, head.length(), body.length);
    return request;
  }

  private String body(long number) {
    String phone = "2010" + (10_000_000 + Math.floorMod(number * 7919, chats));
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\","
        + "\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
        + "\"display_phone_number\":\"15550783881\",\"phone_number_id\":\""
        + CHANNEL
        + "\"},\"contacts\":[{\"profile\":{\"name\":\"Customer "
        + phone
        + "\"},\"wa_id\":\""
        + phone
        + "\"}],\"messages\":[{\"from\":\""
        + phone
        + "\",\"id\":\""
        + wamid(number)
        + "\",\"timestamp\":\""
        + sentAtSeconds
        + "\",\"type\":\"text\",\"text\":{\"body\":\""
        + TEXT.repeat(9)
        + "\"}}]},\"field\":\"messages\"}]}]}";
  }
}
