package io.awfar.gateway.team;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.idempotency.Answer;
import io.awfar.gateway.idempotency.IdempotencyKey;
import io.awfar.gateway.idempotency.KeyedRequest;
import io.awfar.gateway.idempotency.Once;
import io.awfar.gateway.idempotency.Task;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageRequest;
import io.awfar.schemas.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// The notes of a chat, each written once for each key.
@Component
final class Notes {

  private final TeamQueries team;
  private final NoteQueries notes;
  private final Once once;
  private final JsonMapper json;

  Notes(TeamQueries team, NoteQueries notes, Once once, JsonMapper json) {
    this.team = team;
    this.notes = notes;
    this.once = once;
    this.json = json;
  }

  Mono<Page<Note>> page(Caller caller, UUID chatId, PageRequest asked) {
    return team.current(caller.workspaceId(), chatId)
        .flatMap(current -> notes.page(caller.workspaceId(), current, asked));
  }

  /// @return a [Note]
  Mono<Answer> add(Caller caller, UUID chatId, Optional<IdempotencyKey> key, String text) {
    Task task = new Adding(caller, chatId, text);
    return key.map(given ->
            once.answer(
                new KeyedRequest(
                    caller.workspaceId(),
                    caller.userId(),
                    "POST " + NoteController.PATH.replace("{id}", chatId.toString()),
                    given,
                    Sha256.digest(text)),
                task))
        .orElseGet(() -> task.plan().flatMap(task::carryOut).map(body -> new Answer(body, false)));
  }

  Mono<Note> edit(Caller caller, UUID chatId, UUID id, String text) {
    return team.changeNote(caller, chatId, id, text)
        .then(Mono.defer(() -> notes.one(caller.workspaceId(), id)));
  }

  Mono<Void> delete(Caller caller, UUID chatId, UUID id) {
    return team.changeNote(caller, chatId, id, null);
  }

  /// Its plan is the id of the note.
  private final class Adding implements Task {

    private final Caller caller;
    private final UUID chatId;
    private final String text;

    private Adding(Caller caller, UUID chatId, String text) {
      this.caller = caller;
      this.chatId = chatId;
      this.text = text;
    }

    @Override
    public Mono<byte[]> plan() {
      return team.current(caller.workspaceId(), chatId)
          .map(_ -> UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Mono<byte[]> carryOut(byte[] plan) {
      UUID id = UUID.fromString(new String(plan, StandardCharsets.US_ASCII));
      return team.addNote(caller, chatId, id, text)
          .then(Mono.defer(() -> notes.one(caller.workspaceId(), id)))
          .map(json::writeValueAsBytes);
    }
  }
}
