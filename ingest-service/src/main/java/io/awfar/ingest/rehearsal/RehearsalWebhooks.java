package io.awfar.ingest.rehearsal;

import io.awfar.ingest.webhook.WebhookSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Signed requests of the kinds that WhatsApp sends most, made once and used again and again: here
/// nobody looks for duplicates.
final class RehearsalWebhooks {

  private static final int REQUESTS = 256;
  private static final int STATUS_EVERY = 3;
  private static final String TEXT = "أهلاً, is my order on its way? The last one came in a day. ";

  private final List<byte[]> requests = new ArrayList<>();

  RehearsalWebhooks(String secret) {
    for (int number = 0; number < REQUESTS; number++) {
      String event = number % STATUS_EVERY == 0 ? status(number) : message(number);
      requests.add(request(event.getBytes(StandardCharsets.UTF_8), secret));
    }
  }

  byte[] request(long number) {
    return requests.get((int) (number % REQUESTS));
  }

  private static byte[] request(byte[] body, String secret) {
    String head =
        """
        POST /webhook HTTP/1.1
        Host: localhost
        Content-Type: application/json
        %s: %s
        Content-Length: %d

        """
            .formatted(WebhookSignature.HEADER, WebhookSignature.header(secret, body), body.length)
            .replace("\n", "\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static String message(int number) {
    return webhook(
        """
        "contacts":[{"profile":{"name":"Rehearsal %1$d"},"wa_id":"1555%1$07d"}],\
        "messages":[{"from":"1555%1$07d","id":"wamid.rehearsal%1$d","timestamp":"1700000000",\
        "type":"text","text":{"body":"%2$s"}}]\
        """
            .formatted(number, TEXT.repeat(1 + number % 10)));
  }

  private static String status(int number) {
    return webhook(
        """
        "statuses":[{"id":"wamid.rehearsal%1$d","status":"delivered","timestamp":"1700000000",\
        "recipient_id":"1555%1$07d","conversation":{"id":"c%1$d","origin":{"type":"service"}},\
        "pricing":{"billable":true,"pricing_model":"PMP","category":"service"}}]\
        """
            .formatted(number));
  }

  private static String webhook(String events) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"rehearsal","changes":[{"value":{\
    "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550000000",\
    "phone_number_id":"rehearsal"},%s},"field":"messages"}]}]}\
    """
        .formatted(events);
  }
}
