package io.awfar.gateway.send;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.schemas.channel.ManagedChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// What WhatsApp itself says of templates that no event has told of.
///
/// It is asked once for all that want to know the same, and what it said is remembered for a while:
/// shortly if it forbids a send, since a wrong refusal is worse than a question too many. Who does
/// not answer is not asked by every send, which would wait for nothing.
final class ListedTemplates {

  private static final int TEMPLATES_MAX = 10_000;
  private static final int ACCOUNTS_MAX = 1_000;

  /// How long a refusal holds, and how long an account is left alone that gave no answer.
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

    /// The states of the templates with this name, by language.
    ///
    /// @return nothing if there is no answer
    Mono<Map<String, String>> named(String account, String name, String token);
  }

  private record Account(UUID ownerId, String id) {}

  private record Question(Account account, String name, String language) {}

  private record Answer(Optional<ErrorCode> refusal, Instant until) {}

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
    Account account = new Account(channel.ownerId(), channel.channel().getBusinessAccountId());
    Question question = new Question(account, name, canonical(language));
    return Mono.justOrEmpty(channel.accessToken())
        .filter(_ -> !isSilent(account))
        .flatMap(token -> answer(question, token))
        .flatMap(answer -> Mono.justOrEmpty(answer.refusal()));
  }

  private Mono<Answer> answer(Question question, String token) {
    Mono<Answer> known = asked.get(question, _ -> ask(question, token));
    return known.flatMap(answer -> {
      if (clock.instant().isBefore(answer.until())) {
        return Mono.just(answer);
      }
      // Unless somebody else has asked again meanwhile.
      asked.asMap().remove(question, known);
      return asked.get(question, _ -> ask(question, token));
    });
  }

  private Mono<Answer> ask(Question question, String token) {
    return listing
        .named(question.account().id(), question.name(), token)
        .timeout(settings.templateTimeMax())
        .onErrorResume(_ -> Mono.empty())
        .map(states -> judged(states, question.language()))
        .switchIfEmpty(Mono.fromSupplier(() -> silence(question.account())))
        .cache();
  }

  private Answer judged(Map<String, String> states, String language) {
    Optional<ErrorCode> refusal =
        states.entrySet().stream()
            .filter(state -> canonical(state.getKey()).equals(language))
            .findFirst()
            .map(state -> TemplateState.refusal(state.getValue()))
            .orElse(Optional.of(ErrorCode.TEMPLATE_UNKNOWN));
    return new Answer(refusal, in(refusal.isPresent() ? SHORT_MEMORY : settings.templateMemory()));
  }

  private Answer silence(Account account) {
    Instant until = in(SHORT_MEMORY);
    silentUntil.put(account, until);
    return new Answer(Optional.empty(), until);
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
