package io.awfar.gateway.live;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Tells what happens in the caller's workspace as it happens.
@RestController
@Tag(name = "Events")
class LiveController {

  private static final String MESSAGE =
      """
      event: message
      id: m.3.1234@2k9xw1p0.17.42
      data: {"chat":{"id":"0197a5b0-0000-8000-8000-000000000001","waChatId":"1055|967777","channelId":"1055","groupId":null},"contact":{"id":"0197a5b0-0000-8000-8000-000000000002","waId":"967777","phone":"967777","userId":null,"username":null,"name":"Amal"},"message":{"id":"0197a5b0-0000-8000-8000-000000000003","chatId":"0197a5b0-0000-8000-8000-000000000001","contactId":"0197a5b0-0000-8000-8000-000000000002","waMessageId":"wamid.A","direction":"inbound","type":"text","body":"salaam","content":null,"replyTo":null,"createdAt":"2026-11-29T06:00:00Z","editedAt":null,"revokedAt":null,"reactions":[],"status":null,"error":null,"media":null},"omitted":false}

      """;

  private static final String STATUS =
      """
      event: status
      id: s.3.5678@2k9xw1p0.18.42
      data: {"channelId":"1055","messageId":"0197a5b0-0000-7000-8000-000000000004","waMessageId":"wamid.B","recipient":"967777","status":"delivered","error":null,"occurredAt":"2026-11-29T06:00:01Z"}

      """;

  private static final String MEDIA =
      """
      event: media
      id: f.3.91@2k9xw1p0.19.42
      data: {"channelId":"1055","messageId":"0197a5b0-0000-8000-8000-000000000005","waMessageId":"wamid.C","media":{"status":"stored","path":"00000000-0000-4000-8000-000000000001/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","mimeType":"image/jpeg","sizeBytes":48213,"reason":null,"thumbnailPath":"00000000-0000-4000-8000-000000000001/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.thumbnail","widthPixels":1600,"heightPixels":1200,"durationMillis":null},"occurredAt":"2026-11-29T06:00:02Z"}

      """;

  private static final String CHANNEL =
      """
      event: channel
      id: c.7.12@2k9xw1p0.20.42
      data: {"id":"0197a5b0-0000-8000-8000-000000000006","channelId":"1055","businessAccountId":"1022","field":"phone_number_quality_update","receivedAt":"2026-11-29T06:00:03.120Z","occurredAt":"2026-11-29T06:00:03Z","details":{"phoneNumber":{"event":"UPGRADE","limit":"TIER_10K"}},"omitted":false}

      """;

  private static final String SESSION =
      """
      event: session
      id: n.0.34@2k9xw1p0.21.42
      data: {"id":"1055","name":"Sales","state":"paused","usable":true,"connection":"cloud","managed":true,"version":3,"updatedAt":"2026-11-29T06:00:04.250Z"}

      """;

  private static final String RESET =
      """
      event: reset
      id: m.3.1240@2k9xw1p0.31.44
      data: {"reason":"unknown"}

      """;

  private static final String HEART_BEAT =
      """
      : heart-beat
      id: c.7.12@2k9xw1p0.20.43

      """;

  private final LiveStreams streams;

  LiveController(LiveStreams streams) {
    this.streams = streams;
  }

  @GetMapping(path = "/api/whatsapp/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Be told of messages, statuses, files, channels and sessions as they happen",
      description =
          "Server-sent events of the workspace, until one of the two ends the stream. Of each chat"
              + " they come in order. Whoever returns with the last `id` in `Last-Event-ID` goes on"
              + " after it: no event is left out, and at another gateway some may come again; what"
              + " stands before the `@` of an id is the same wherever the event is told. After"
              + " `reset`, and when a stream begins without an id, read what you show by REST."
              + " A comment with an `id` is sent when nothing happens. A `session` is a number as"
              + " `/api/whatsapp/status` shows it from now on, with `updatedAt`; one that is not"
              + " there any more has the state `deleted`.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description =
                  "A stream of the events `message`, `status`, `media`, `channel`, `session` and"
                      + " `reset`",
              headers =
                  @Header(
                      name = "X-Accel-Buffering",
                      description = "`no`: proxies pass each event on at once",
                      schema = @Schema(type = "string")),
              content =
                  @Content(
                      mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                      schema = @Schema(type = "string"),
                      examples = {
                        @ExampleObject(name = "message", value = MESSAGE),
                        @ExampleObject(name = "status", value = STATUS),
                        @ExampleObject(name = "media", value = MEDIA),
                        @ExampleObject(name = "channel", value = CHANNEL),
                        @ExampleObject(name = "session", value = SESSION),
                        @ExampleObject(name = "reset", value = RESET),
                        @ExampleObject(name = "heart-beat", value = HEART_BEAT)
                      })))
  @Parameter(
      in = ParameterIn.HEADER,
      name = "Last-Event-ID",
      description = "The last `id` that was received",
      schema = @Schema(type = "string", maxLength = 100, example = "m.3.1234@2k9xw1p0.17.42"))
  @Refuses({
    ErrorCode.STREAMS_EXHAUSTED,
    ErrorCode.BUSY,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Void> follow(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) ServerWebExchange exchange) {
    // A question for the headers alone is not to become a stream.
    return exchange.getRequest().getMethod() == HttpMethod.HEAD
        ? exchange.getResponse().setComplete()
        : streams.follow(caller, exchange);
  }
}
