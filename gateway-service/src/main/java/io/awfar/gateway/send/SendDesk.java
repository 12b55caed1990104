package io.awfar.gateway.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.idempotency.Answer;
import io.awfar.gateway.idempotency.IdempotencyKey;
import io.awfar.gateway.idempotency.KeyedRequest;
import io.awfar.gateway.idempotency.Once;
import io.awfar.gateway.idempotency.Task;
import io.awfar.gateway.media.MediaApi;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.Sha256;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.send.Recipient;
import io.awfar.schemas.send.SendJson;
import io.awfar.schemas.send.SendKind;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Takes messages in: once for each key, and durable when it answers.
@Component
final class SendDesk {

  private static final String ROUTE = "POST " + SendController.PATH;

  private final SendRules rules;
  private final MediaApi files;
  private final SendTopic topic;
  private final Once once;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final Clock clock;

  SendDesk(
      SendRules rules,
      MediaApi files,
      SendTopic topic,
      Once once,
      JsonMapper json,
      MeterRegistry meters,
      Clock clock) {
    this.rules = rules;
    this.files = files;
    this.topic = topic;
    this.once = once;
    this.json = json;
    this.meters = meters;
    this.clock = clock;
  }

  /// @param body as it came
  /// @return a [SendReceipt], once Kafka has the command
  Mono<Answer> send(Caller caller, Optional<IdempotencyKey> key, byte[] body) {
    return Mono.defer(() -> taken(caller, key, body))
        .doOnNext(answer -> count(answer.replayed() ? "replayed" : "queued"))
        .doOnError(
            failure -> count(failure instanceof RefusedException e ? e.code().code() : "failed"));
  }

  /// Marks messages as read.
  ///
  /// @return the id of the send, once Kafka has the command; nothing if they are read already
  Mono<UUID> read(Caller caller, ReadMark mark) {
    return Mono.defer(() -> told(caller, mark))
        .doOnNext(_ -> count("queued"))
        .doOnError(
            failure -> count(failure instanceof RefusedException e ? e.code().code() : "failed"));
  }

  private Mono<UUID> told(Caller caller, ReadMark mark) {
    if (!mark.inbound()) {
      return Mono.error(new RefusedException(ErrorCode.MESSAGE_UNKNOWN));
    }
    if (!mark.isNew()) {
      return Mono.empty();
    }
    Task sending = new Sending(caller, mark.order());
    return sending.plan().flatMap(sending::carryOut).map(this::sendId);
  }

  private UUID sendId(byte[] receipt) {
    return json.readValue(receipt, SendReceipt.class).sendId();
  }

  private Mono<Answer> taken(Caller caller, Optional<IdempotencyKey> key, byte[] body) {
    JsonNode sent = SendRequests.json(body);
    // Before anything of it is put into WhatsApp's own form.
    byte[] fingerprint = fingerprint(sent);
    Task task = new Sending(caller, SendRequests.read(sent));
    return key.map(text ->
            once.answer(
                new KeyedRequest(caller.workspaceId(), caller.userId(), ROUTE, text, fingerprint),
                task))
        .orElseGet(
            () -> task.plan().flatMap(task::carryOut).map(answer -> new Answer(answer, false)));
  }

  private final class Sending implements Task {

    private final Caller caller;
    private final SendOrder order;

    private Sending(Caller caller, SendOrder order) {
      this.caller = caller;
      this.order = order;
    }

    @Override
    public Mono<byte[]> plan() {
      return Mono.defer(() -> rules.check(caller.workspaceId(), order))
          .flatMap(this::withMediaId)
          .flatMap(allowed -> {
            SendCommand command = command(caller, order.kind(), allowed);
            return topic
                .encode(command)
                .map(value ->
                    json.writeValueAsBytes(planned(command, allowed.destination(), value)));
          });
    }

    /// Before anything is written, so that the command has an id like any other, and a repeated
    /// request the same one.
    private Mono<SendRules.Allowed> withMediaId(SendRules.Allowed allowed) {
      String path = order.filePath();
      return path == null
          ? Mono.just(allowed)
          : files
              .mediaId(path, allowed.destination().channelId(), order.kind().typeName())
              .map(allowed::withMediaId);
    }

    @Override
    public Mono<byte[]> carryOut(byte[] kept) {
      SendPlan plan = json.readValue(kept, SendPlan.class);
      return topic.write(plan.key(), plan.value()).thenReturn(plan.answer());
    }
  }

  private SendPlan planned(SendCommand command, Destination destination, byte[] value) {
    UUID sendId = command.getSendId();
    Destination.KnownChat chat = destination.chat();
    SendReceipt receipt =
        new SendReceipt(
            sendId,
            command.getType().equals(SendKind.READ.typeName()) ? null : sendId,
            chat == null ? StableId.chat(command.getOwnerId(), destination.waChatId()) : chat.id(),
            "queued");
    return new SendPlan(destination.waChatId(), value, json.writeValueAsBytes(receipt));
  }

  private SendCommand command(Caller caller, SendKind kind, SendRules.Allowed allowed) {
    Destination destination = allowed.destination();
    String to = destination.recipient().name();
    boolean named = destination.waChatId().equals(ChatKey.of(destination.channelId(), to));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return SendCommand.newBuilder()
        .setSendId(timeOrderedId(now))
        .setOwnerId(caller.workspaceId())
        .setChannelId(destination.channelId())
        .setTo(to)
        .setRecipientType(
            destination.recipient() instanceof Recipient.Group
                ? RecipientType.GROUP
                : RecipientType.INDIVIDUAL)
        .setWaChatId(named ? null : destination.waChatId())
        .setType(kind.typeName())
        .setContent(text(allowed.content()))
        .setReplyTo(allowed.replyTo())
        .setReadCount(allowed.readCount())
        .setRequestedBy(caller.userId())
        .setRequestedAt(now)
        .build();
  }

  /// Version 7 of RFC 9562: it becomes the id of a row, whose index grows at its end.
  private static UUID timeOrderedId(Instant now) {
    UUID random = UUID.randomUUID();
    long high = now.toEpochMilli() << 16 | 0x7000L | (random.getMostSignificantBits() & 0x0FFFL);
    return new UUID(high, random.getLeastSignificantBits());
  }

  /// The same for all ways of writing the same values.
  private static byte[] fingerprint(JsonNode body) {
    try {
      return Sha256.digest(
          SendJson.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED).writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always written", e);
    }
  }

  private static String text(JsonNode content) {
    try {
      return Objects.requireNonNull(SendJson.writer().writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always written", e);
    }
  }

  private void count(String outcome) {
    meters.counter("awfar.gateway.sends", "outcome", outcome).increment();
  }
}
