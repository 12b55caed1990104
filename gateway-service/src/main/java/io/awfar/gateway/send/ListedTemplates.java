package io.awfar.gateway.send;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.awfar.gateway.channel.WhatsAppTemplates.Named;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.send.TemplateQueries.TemplateEvent;
import io.awfar.schemas.channel.ManagedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// What WhatsApp itself says of templates that no event has told of, or that the last event forbids
/// to send: one that allows it again may never have come in.
///
/// It is asked once for all that want to know the same, and what it said is remembered for a while:
/// shortly unless the template is approved, since a wrong refusal is worse than a question too
/// many. Who does not answer is not asked by every send, which would wait for nothing.
final class ListedTemplates {

  private static final int TEMPLATES_MAX = 10_000;
  private static final int ACCOUNTS_MAX = 1_000;

  /// How long any answer holds but that a template is approved, and how long an account is left
  /// alone that gave none.
  private static final Duration SHORT_MEMORY = Duration.ofMinutes(1);

  private final Listing listing;
  private final SendSettings settings;
  private final Clock clock;

  // On the thread that asks: the upkeep is too little to be worth a hop.
  private final Cache<Question, Mono<Answer>> asked =
      Caffeine.newBuilder().maximumSize(TEMPLATES_MAX).executor(Runnable::run).build();
  private final Cache<Account, Instant> silentUntil =
      Caffeine.newBuilder().maximumSize(ACCOUNTS_MAX).executor(Runnable::run).build();

  /// Where templates are looked up.
  @FunctionalInterface
  interface Listing {

    /// The templates with this name.
    ///
    /// @return nothing if there is no answer
    Mono<Named> named(String account, String name, String token);
  }

  private record Account(UUID ownerId, String id) {}

  private record Question(Account account, String name, String language) {}

  /// @param refusal why the template cannot be sent, empty if it is not known that it cannot
  /// @param asked when the question was asked
  private record Answer(
      boolean approved, Optional<ErrorCode> refusal, Instant asked, Instant until) {

    /// Whether it still counts; an approval only against what had been told when it was asked for.
    boolean holds(Instant now, Instant told) {
      return now.isBefore(until) && !(approved && asked.isBefore(told));
    }
  }

  ListedTemplates(Listing listing, SendSettings settings, Clock clock) {
    this.listing = listing;
    this.settings = settings;
    this.clock = clock;
  }

  /// Why this template cannot be sent from this number.
  ///
  /// @return nothing if it can, or if WhatsApp does not say: as for a number without a token of its
  ///   own
  Mono<ErrorCode> refusal(ManagedChannel channel, String name, String language) {
    return answer(channel, name, language, Instant.MIN)
        .flatMap(answer -> Mono.justOrEmpty(answer.refusal()));
  }

  /// Why a template that an event forbids to send cannot be sent.
  ///
  /// @return nothing if WhatsApp lists it as approved after the event came in; what the event says
  ///   if WhatsApp does not say
  Mono<ErrorCode> refusal(
      ManagedChannel channel, String name, String language, TemplateEvent event) {
    return answer(channel, name, language, event.receivedAt())
        .filter(answer -> answer.approved() || answer.refusal().isPresent())
        .map(Answer::refusal)
        .defaultIfEmpty(event.refusal())
        .flatMap(Mono::justOrEmpty);
  }

  /// @param told when something else was told, that no approval from before counts against
  private Mono<Answer> answer(ManagedChannel channel, String name, String language, Instant told) {
    Account account = new Account(channel.ownerId(), channel.channel().getBusinessAccountId());
    Question question = new Question(account, name, canonical(language));
    return Mono.justOrEmpty(channel.accessToken()).flatMap(token -> answer(question, token, told));
  }

  private Mono<Answer> answer(Question question, String token, Instant told) {
    Mono<Answer> known = asked.getIfPresent(question);
    if (known == null) {
      return askOnce(question, token);
    }
    return known.flatMap(answer -> {
      if (answer.holds(clock.instant(), told)) {
        return Mono.just(answer);
      }
      // Unless somebody else has asked again meanwhile.
      asked.asMap().remove(question, known);
      return askOnce(question, token);
    });
  }

  /// Shared by all that ask the same; nothing while the account is left alone.
  private Mono<Answer> askOnce(Question question, String token) {
    return isSilent(question.account())
        ? Mono.empty()
        : asked.get(question, _ -> ask(question, token));
  }

  private Mono<Answer> ask(Question question, String token) {
    Instant now = clock.instant();
    return listing
        .named(question.account().id(), question.name(), token)
        .timeout(settings.templateTimeMax())
        .onErrorResume(_ -> Mono.empty())
        .map(named -> judged(named, question.language(), now))
        .switchIfEmpty(Mono.fromSupplier(() -> silence(question.account(), now)))
        .cache();
  }

  private Answer judged(Named named, String language, Instant at) {
    Optional<String> state =
        named.states().entrySet().stream()
            .filter(entry -> canonical(entry.getKey()).equals(language))
            .map(Map.Entry::getValue)
            .findFirst();
    if (state.filter(TemplateState::isApproved).isPresent()) {
      return new Answer(true, Optional.empty(), at, in(settings.templateMemory()));
    }
    Optional<ErrorCode> unlisted =
        named.complete() ? Optional.of(ErrorCode.TEMPLATE_UNKNOWN) : Optional.empty();
    Optional<ErrorCode> refusal = state.isPresent() ? TemplateState.refusal(state.get()) : unlisted;
    return new Answer(false, refusal, at, in(SHORT_MEMORY));
  }

  private Answer silence(Account account, Instant at) {
    Instant until = in(SHORT_MEMORY);
    silentUntil.put(account, until);
    return new Answer(false, Optional.empty(), at, until);
  }

  private boolean isSilent(Account account) {
    Instant until = silentUntil.getIfPresent(account);
    return until != null && clock.instant().isBefore(until);
  }

  private Instant in(Duration duration) {
    return clock.instant().plus(duration);
  }

  /// WhatsApp may take `en-us` for `en_US`.
  private static String canonical(String language) {
    return language.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
