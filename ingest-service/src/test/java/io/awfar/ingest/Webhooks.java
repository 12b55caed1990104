package io.awfar.ingest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Bodies such as WhatsApp sends.
public final class Webhooks {

  private Webhooks() {}

  /// One text message for each number from `first` on, from ten senders in turn.
  public static String texts(String channelId, int first, int count) {
    return messages(
        channelId,
        Math.min(count, 10),
        IntStream.range(first, first + count)
            .mapToObj(i -> text("4917000000" + (i - first) % 10, "wamid.T" + i))
            .collect(Collectors.joining(",")));
  }

  /// A webhook around elements of `messages`, from the first so many of ten senders.
  public static String messages(String channelId, int contacts, String messages) {
    return body(
        """
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550001111",\
        "phone_number_id":"%s"},"contacts":[%s],"messages":[%s]}\
        """
            .formatted(channelId, contacts(contacts), messages),
        "messages");
  }

  /// One text message for each number, in one webhook.
  public static String texts(List<String> channelIds) {
    return channelIds.stream()
        .map(id ->
            """
            {"value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},\
            "messages":[%s]},"field":"messages"}\
            """
                .formatted(id, text("49170000000", "wamid.M" + id)))
        .collect(
            Collectors.joining(
                ",",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"waba-1\",\"changes\":[",
                "]}]}"));
  }

  /// A webhook with one change.
  public static String body(String value, String field) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"waba-1","changes":\
    [{"value":%s,"field":"%s"}]}]}\
    """
        .formatted(value, field);
  }

  public static String text(String from, String id) {
    return """
    {"from":"%s","id":"%s","timestamp":"1700000000","type":"text","text":{"body":"Grüße 👋"}}\
    """
        .formatted(from, id);
  }

  private static String contacts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"profile\":{\"name\":\"N" + i + "\"},\"wa_id\":\"4917000000" + i + "\"}")
        .collect(Collectors.joining(","));
  }
}
