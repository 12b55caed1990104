package io.awfar.gateway.team;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.chat.Label;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The labels that the caller's workspace has; only supervisors and administrators change them.
@RestController
@RequestMapping(path = "/api/whatsapp/labels", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Teams")
class LabelController {

  private final LabelQueries labels;

  LabelController(LabelQueries labels) {
    this.labels = labels;
  }

  /// All labels of a workspace, which are not many.
  @Schema(name = "LabelList")
  record Listing(List<Label> data) {}

  @GetMapping
  @Operation(summary = "List the labels of the workspace, by name")
  @Refuses(ErrorCode.DATABASE_UNAVAILABLE)
  Mono<Listing> listLabels(@Parameter(hidden = true) Caller caller) {
    return labels.all(caller.workspaceId()).collectList().map(Listing::new);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Add a label to the workspace",
      description = "Names are different if more than case and spaces is.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.LABEL_EXISTS,
    ErrorCode.LABELS_EXHAUSTED,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Label> createLabel(
      @Parameter(hidden = true) Caller caller, @Valid @RequestBody NewLabel label) {
    TeamRoles.requireDirecting(caller);
    String colour = Objects.requireNonNullElse(label.colour(), Rules.COLOUR_DEFAULT);
    return labels.add(caller, label.name(), colour.toLowerCase(Locale.ROOT));
  }

  @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Change a label", description = "On all chats that have it.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.LABEL_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.LABEL_EXISTS,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Label> changeLabel(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Valid @RequestBody LabelPatch patch) {
    TeamRoles.requireDirecting(caller);
    return labels.change(caller, id, patch.name(), lowerCase(patch.colour()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a label", description = "It is on no chat any more.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.LABEL_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Void> deleteLabel(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    TeamRoles.requireDirecting(caller);
    return labels.delete(caller, id);
  }

  private static @Nullable String lowerCase(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
