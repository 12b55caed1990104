package io.awfar.gateway.team;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.idempotency.Answer;
import io.awfar.gateway.idempotency.IdempotencyKey;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageParameters;
import io.awfar.gateway.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What a team writes down about a chat for itself. All roles read it, analysts write nothing, and
/// a note is changed by its author, or by supervisors and administrators.
@RestController
@RequestMapping(path = NoteController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Teams")
class NoteController {

  static final String PATH = "/api/whatsapp/chats/{id}/notes";

  private final Notes notes;

  NoteController(Notes notes) {
    this.notes = notes;
  }

  @GetMapping
  @Operation(summary = "List the notes of a chat, the newest first")
  @PageParameters
  @Refuses({
    ErrorCode.VALIDATION_FAILED,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Page<Note>> listNotes(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) PageRequest page) {
    return notes.page(caller, id, page);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Write a note on a chat",
      description =
          "With a key the same request may be repeated for a day: it is written once and answered"
              + " alike.",
      responses =
          @ApiResponse(
              responseCode = "201",
              description = "Created",
              headers =
                  @Header(
                      name = IdempotencyKey.REPLAYED_HEADER,
                      description = "`true` if this was answered before",
                      schema = @Schema(type = "string")),
              content = @Content(schema = @Schema(implementation = Note.class))))
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
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.REQUEST_IN_PROGRESS,
    ErrorCode.IDEMPOTENCY_KEY_REUSED,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<ResponseEntity<byte[]>> addNote(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @Valid @RequestBody NoteText note) {
    TeamRoles.requireAnswering(caller);
    return notes
        .add(caller, id, IdempotencyKey.of(headers), note.text())
        .map(NoteController::created);
  }

  @PatchMapping(path = "/{noteId}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Write a note anew")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.NOTE_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Note> editNote(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @PathVariable UUID noteId,
      @Valid @RequestBody NoteText note) {
    TeamRoles.requireAnswering(caller);
    return notes.edit(caller, id, noteId, note.text());
  }

  @DeleteMapping("/{noteId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete a note",
      description = "What it said is gone; who wrote and who deleted it is kept.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.NOTE_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Void> deleteNote(
      @Parameter(hidden = true) Caller caller, @PathVariable UUID id, @PathVariable UUID noteId) {
    TeamRoles.requireAnswering(caller);
    return notes.delete(caller, id, noteId);
  }

  private static ResponseEntity<byte[]> created(Answer answer) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(HttpStatus.CREATED).contentType(MediaType.APPLICATION_JSON);
    if (answer.replayed()) {
      response.header(IdempotencyKey.REPLAYED_HEADER, "true");
    }
    return response.body(answer.body());
  }
}
