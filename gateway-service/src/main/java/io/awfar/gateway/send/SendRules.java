package io.awfar.gateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.send.Destination.KnownChat;
import io.awfar.gateway.send.MediaQueries.KnownMedia;
import io.awfar.gateway.send.MessageIdQueries.KnownMessage;
import io.awfar.gateway.send.SendOrder.Target;
import io.awfar.gateway.send.TemplateQueries.TemplateEvent;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.schemas.send.SendKind;
import io.awfar.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What is refused before WhatsApp is asked to send: only what it would refuse for sure, as far as
/// the rows show, and its list of templates. A wrong refusal would be worse than one that comes
/// later.
@Component
final class SendRules {

  /// How long WhatsApp keeps a file that came with a message.
  private static final Duration MEDIA_LIFETIME = Duration.ofDays(7);

  /// How long a window stays open.
  private static final Duration WINDOW = Duration.ofHours(24);

  private final WorkspaceNumbers numbers;
  private final DestinationQueries destinations;
  private final MessageIdQueries messages;
  private final ReadMarkQueries marks;
  private final TemplateQueries templates;
  private final ListedTemplates listed;
  private final MediaQueries media;
  private final CallQueries calls;
  private final ReadLag lag;
  private final Clock clock;

  SendRules(
      WorkspaceNumbers numbers,
      DestinationQueries destinations,
      MessageIdQueries messages,
      ReadMarkQueries marks,
      TemplateQueries templates,
      ListedTemplates listed,
      MediaQueries media,
      CallQueries calls,
      ReadLag lag,
      Clock clock) {
    this.numbers = numbers;
    this.destinations = destinations;
    this.messages = messages;
    this.marks = marks;
    this.templates = templates;
    this.listed = listed;
    this.media = media;
    this.calls = calls;
    this.lag = lag;
    this.clock = clock;
  }

  /// An order with nothing known against it.
  ///
  /// @param replyTo WhatsApp's id of the message that it answers
  /// @param readCount of a mark as read: how many of the chat's messages are read with it
  record Allowed(
      Destination destination,
      JsonNode content,
      @Nullable String replyTo,
      @Nullable Integer readCount) {

    /// With a file's id in place of its path.
    Allowed withMediaId(String id) {
      JsonNode named = content.deepCopy();
      if (named instanceof ObjectNode file) {
        file.put("id", id);
      }
      return new Allowed(destination, named, replyTo, readCount);
    }
  }

  /// @return an error if it is refused
  Mono<Allowed> check(UUID workspaceId, SendOrder order) {
    return destination(workspaceId, order.target())
        .flatMap(destination ->
            answered(workspaceId, order, destination.chat())
                .flatMap(message -> allowed(workspaceId, order, destination, message))
                .defaultIfEmpty(new Allowed(destination, order.content(), null, null)))
        .flatMap(allowed ->
            checkWindow(workspaceId, order, allowed.destination())
                .then(Mono.defer(() -> checkTemplate(workspaceId, order, allowed.destination())))
                .then(Mono.defer(() -> checkMedia(workspaceId, order)))
                .thenReturn(allowed));
  }

  private Mono<Destination> destination(UUID workspaceId, Target target) {
    return switch (target) {
      case Target.OfChat(UUID chatId) ->
          destinations
              .chat(workspaceId, chatId)
              .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.CHAT_NOT_FOUND)))
              .map(chat -> {
                numbers.requireUsable(workspaceId, chat.channelId(), true);
                return Destination.of(chat);
              });
      case Target.OfRecipient(String asked, var recipient) -> {
        String channelId = asked == null ? numbers.only(workspaceId) : asked;
        yield destinations
            .recipient(workspaceId, channelId, recipient)
            .doOnNext(found -> numbers.requireUsable(workspaceId, channelId, found.chat() != null));
      }
    };
  }

  /// The message that the order is about, nothing if it is about none.
  private Mono<KnownMessage> answered(UUID workspaceId, SendOrder order, @Nullable KnownChat chat) {
    String id = order.answered();
    if (id == null) {
      return Mono.empty();
    }
    Mono<KnownMessage> found = chat == null ? Mono.empty() : message(workspaceId, chat.id(), id);
    return found
        // Nobody tells the customer that we have read what we wrote.
        .filter(message -> message.inbound() || order.kind() != SendKind.READ)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.MESSAGE_UNKNOWN)));
  }

  private Mono<KnownMessage> message(UUID workspaceId, UUID chatId, String id) {
    Optional<UUID> own = SendRequests.uuid(id);
    return own.isPresent()
        ? messages.byId(workspaceId, chatId, own.get())
        : messages.byWaMessageId(workspaceId, chatId, id);
  }

  private Mono<Allowed> allowed(
      UUID workspaceId, SendOrder order, Destination destination, KnownMessage message) {
    if (order.kind() != SendKind.REACTION && order.kind() != SendKind.READ) {
      return Mono.just(new Allowed(destination, order.content(), message.waMessageId(), null));
    }
    JsonNode content = order.content().deepCopy();
    if (content instanceof ObjectNode object) {
      object.put("message_id", message.waMessageId());
    }
    Allowed about = new Allowed(destination, content, null, order.readCount());
    return order.kind() == SendKind.REACTION || order.readCount() != null
        ? Mono.just(about)
        : marks
            .ofMessage(workspaceId, message.id())
            .map(mark -> new Allowed(destination, content, null, mark.readCount()))
            .defaultIfEmpty(about);
  }

  /// A window that was never open is not known to be closed: the person may have written under a
  /// name that is not known to be theirs. Nor is that of a group, in which many write.
  private Mono<Void> checkWindow(UUID workspaceId, SendOrder order, Destination destination) {
    KnownChat chat = destination.chat();
    if (!order.needsOpenWindow() || chat == null || chat.groupId() != null || !isClosed(chat)) {
      return Mono.empty();
    }
    return lag.isNone(Topics.MESSAGES, destination.keys())
        .filter(none -> none)
        // What was on its way when the row was read is in it now.
        .flatMap(_ -> destinations.chat(workspaceId, chat.id()))
        .filter(this::isClosed)
        // A call may open it, too.
        .filterWhen(closed -> isWithoutCall(workspaceId, destination))
        .flatMap(closed -> Mono.error(RefusedException.windowClosed(closedAt(closed))));
  }

  private Mono<Boolean> isWithoutCall(UUID workspaceId, Destination destination) {
    Instant oldest = clock.instant().minus(WINDOW);
    return calls
        .since(workspaceId, destination.channelId(), oldest, destination.names())
        .map(called -> !called);
  }

  private boolean isClosed(KnownChat chat) {
    return closedAt(chat).isBefore(clock.instant());
  }

  private static Instant closedAt(KnownChat chat) {
    Instant at = chat.windowExpiresAt();
    return at == null ? Instant.MAX : at;
  }

  private Mono<Void> checkTemplate(UUID workspaceId, SendOrder order, Destination destination) {
    Optional<ManagedChannel> channel = numbers.managed(destination.channelId());
    if (order.kind() != SendKind.TEMPLATE || channel.isEmpty()) {
      return Mono.empty();
    }
    String account = channel.get().channel().getBusinessAccountId();
    String name = order.content().path("name").asText();
    String language = order.content().path("language").path("code").asText();
    Mono<TemplateEvent> event = templates.newestEvent(workspaceId, account, name, language);
    return event
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(told ->
            told.isPresent()
                ? proven(told.get(), event, account)
                    .flatMap(held -> listed.refusal(channel.get(), name, language, held))
                : listed.refusal(channel.get(), name, language))
        .flatMap(code -> Mono.error(new RefusedException(code)));
  }

  /// The newest event if it forbids to send the template.
  ///
  /// @param event the newest, asked for again once all that came in is known
  private Mono<TemplateEvent> proven(
      TemplateEvent told, Mono<TemplateEvent> event, String account) {
    return Mono.just(told)
        .filter(held -> held.refusal().isPresent())
        .flatMap(_ -> lag.isNone(Topics.CHANNEL_EVENTS, Set.of(account)))
        .filter(none -> none)
        .flatMap(_ -> event)
        .filter(held -> held.refusal().isPresent());
  }

  private Mono<Void> checkMedia(UUID workspaceId, SendOrder order) {
    Map<String, String> places = MediaIds.of(order.kind(), order.content());
    return places.isEmpty()
        ? Mono.empty()
        : media
            .find(workspaceId, places.keySet())
            .doOnNext(file -> requireThere(file, places.getOrDefault(file.id(), "")))
            .then();
  }

  private void requireThere(KnownMedia file, String place) {
    if (file.outcome().equals("expired") && "missing".equals(file.reason())) {
      throw refused(ErrorCode.MEDIA_UNKNOWN, place);
    }
    Instant oldest = clock.instant().minus(MEDIA_LIFETIME);
    if (file.outcome().equals("expired") || file.occurredAt().isBefore(oldest)) {
      throw refused(ErrorCode.MEDIA_EXPIRED, place);
    }
  }

  private static RefusedException refused(ErrorCode code, String place) {
    return new RefusedException(
        code, List.of(new Violation(place, code.code(), "names a file that is not there")));
  }
}
