package io.awfar.gateway.send;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.idempotency.Answer;
import io.awfar.gateway.idempotency.IdempotencyKey;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Sends messages of the caller's workspace; not for analysts.
@RestController
@Tag(name = "Messages")
class SendController {

  static final String PATH = "/api/whatsapp/send";

  private final SendDesk desk;

  SendController(SendDesk desk) {
    this.desk = desk;
  }

  @PostMapping(
      path = PATH,
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Send a message, or mark one as read",
      description =
          "The message is in its chat at once, under `messageId`, and its `status` there tells how"
              + " far it has come. With a key the same request may be repeated for a day: it is"
              + " sent once and answered alike.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = SendRequest.class))),
      responses =
          @ApiResponse(
              responseCode = "202",
              description = "Durable, and on its way",
              headers =
                  @Header(
                      name = IdempotencyKey.REPLAYED_HEADER,
                      description = "`true` if this was answered before",
                      schema = @Schema(type = "string")),
              content = @Content(schema = @Schema(implementation = SendReceipt.class))))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.HEADER,
      description = "1 to 255 letters, digits and signs",
      schema = @Schema(type = "string", maxLength = 255))
  @Parameter(
      in = ParameterIn.HEADER,
      name = IdempotencyKey.OTHER_HEADER,
      description = "The same by another name; if both are there, they must be alike",
      schema = @Schema(type = "string", maxLength = 255))
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.INVALID_RECIPIENT,
    ErrorCode.CHANNEL_UNKNOWN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.CHANNEL_UNUSABLE,
    ErrorCode.WINDOW_CLOSED,
    ErrorCode.REQUEST_IN_PROGRESS,
    ErrorCode.IDEMPOTENCY_KEY_REUSED,
    ErrorCode.MESSAGE_UNKNOWN,
    ErrorCode.TEMPLATE_UNKNOWN,
    ErrorCode.TEMPLATE_NOT_APPROVED,
    ErrorCode.MEDIA_UNKNOWN,
    ErrorCode.MEDIA_EXPIRED,
    ErrorCode.FILE_UNKNOWN,
    ErrorCode.FILE_KIND_UNFIT,
    ErrorCode.FILE_REFUSED,
    ErrorCode.WHATSAPP_UNAVAILABLE,
    ErrorCode.MEDIA_UNAVAILABLE,
    ErrorCode.BUSY,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<ResponseEntity<byte[]>> send(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @RequestBody byte[] body) {
    return desk.send(caller, IdempotencyKey.of(headers), body).map(SendController::accepted);
  }

  private static ResponseEntity<byte[]> accepted(Answer answer) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(HttpStatus.ACCEPTED).contentType(MediaType.APPLICATION_JSON);
    if (answer.replayed()) {
      response.header(IdempotencyKey.REPLAYED_HEADER, "true");
    }
    return response.body(answer.body());
  }
}
