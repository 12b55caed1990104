package io.awfar.gateway.message;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.JsonPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Searches the messages of the caller's workspace.
@RestController
@Tag(name = "Messages")
class SearchController {

  private final SearchQueries search;
  private final FoundMessageQueries messages;

  SearchController(SearchQueries search, FoundMessageQueries messages) {
    this.search = search;
    this.messages = messages;
  }

  @GetMapping(path = "/api/whatsapp/search", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Search messages by their words, the newest first",
      description =
          "A message is found if it has all of the words; of the last one the beginning is enough,"
              + " if it has three letters. Case, accents, tashkeel and the forms of alef, hamza, ya"
              + " and ta marbuta make no difference. A page may have fewer messages than its limit,"
              + " or none, and yet not be the last: go on while `hasMore`.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "OK",
              content = @Content(schema = @Schema(implementation = MessagePage.class))))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      required = true,
      description = "The words; signs among them say nothing",
      schema =
          @Schema(
              implementation = String.class,
              minLength = 1,
              maxLength = SearchRequest.WORDS_CHARS_MAX,
              example = "salaam"))
  @Parameter(
      name = "chatId",
      in = ParameterIn.QUERY,
      description = "Searches in this chat alone",
      schema = @Schema(implementation = UUID.class))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "Messages in the page",
      schema =
          @Schema(
              implementation = Integer.class,
              minimum = "1",
              maximum = "100",
              defaultValue = "50"))
  @Parameter(
      name = "before",
      in = ParameterIn.QUERY,
      description =
          "Only messages older than this: `pagination.nextBefore` of the page before as it is, or"
              + " any ISO 8601 timestamp",
      schema = @Schema(implementation = String.class, example = "2026-11-22T10:15:30Z"))
  @Refuses({ErrorCode.VALIDATION_FAILED, ErrorCode.CHAT_NOT_FOUND, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<byte[]> search(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
    return Mono.fromSupplier(() -> SearchRequest.of(query))
        .flatMap(asked ->
            search
                .find(caller.workspaceId(), asked)
                .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.CHAT_NOT_FOUND)))
                .flatMap(found -> messages.page(caller.workspaceId(), asked, found)))
        .map(JsonPage::json);
  }
}
