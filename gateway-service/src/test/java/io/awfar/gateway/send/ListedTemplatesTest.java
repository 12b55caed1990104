package io.awfar.gateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.channel.WhatsAppTemplates.Named;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.send.TemplateQueries.TemplateEvent;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ListedTemplatesTest {

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-0000000000aa");

  private final List<String> questions = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private boolean complete = true;
  private Mono<Map<String, String>> listed = Mono.just(Map.of());

  private final ListedTemplates templates =
      new ListedTemplates(
          (account, name, token) ->
              Mono.defer(() -> {
                questions.add(account + " " + name + " " + token);
                return listed.map(states -> new Named(states, complete));
              }),
          new SendSettings(
              Duration.ofSeconds(10),
              1000,
              Duration.ofSeconds(2),
              "dedup-stream",
              Duration.ofSeconds(1),
              MEMORY),
          clock(() -> now));

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  private static ManagedChannel channel(UUID workspace, Optional<String> token) {
    Channel channel =
        Channel.newBuilder()
            .setChannelId("7")
            .setOwnerId(workspace)
            .setBusinessAccountId("17")
            .setName("Sales")
            .setState(ChannelState.ACTIVE)
            .setCredentials("sealed")
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.EPOCH)
            .setVersion(1)
            .build();
    return new ManagedChannel(
        channel, Optional.of(new ChannelSecrets(Optional.empty(), token, Optional.empty())));
  }

  private Mono<ErrorCode> asked(String name, String language) {
    return templates.refusal(channel(WORKSPACE, Optional.of("token")), name, language);
  }

  private Optional<ErrorCode> refusal(String name, String language) {
    return asked(name, language).blockOptional(WAIT);
  }

  private Optional<ErrorCode> refusal() {
    return refusal("offer", "ar");
  }

  @Test
  void whatIsListedIsJudgedByItsLanguageAndState() {
    listed = Mono.just(Map.of("ar", "APPROVED", "en_US", "REJECTED", "fr", "SOMETHING_NEW"));

    assertThat(refusal("offer", "ar")).isEmpty();
    assertThat(refusal("offer", "en-us")).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    assertThat(refusal("offer", "fr")).isEmpty();
    assertThat(refusal("offer", "de")).contains(ErrorCode.TEMPLATE_UNKNOWN);
    assertThat(questions).containsOnly("17 offer token");
  }

  @Test
  void aTemplateThatMayBeSentIsNotAskedForAgainForAWhile() {
    listed = Mono.just(Map.of("ar", "APPROVED"));
    assertThat(refusal()).isEmpty();
    now = now.plus(MEMORY).minusSeconds(1);
    assertThat(refusal()).isEmpty();
    assertThat(questions).hasSize(1);

    now = now.plusSeconds(1);
    listed = Mono.just(Map.of());
    assertThat(refusal()).contains(ErrorCode.TEMPLATE_UNKNOWN);
    assertThat(questions).hasSize(2);
  }

  @Test
  void aRefusalIsRememberedShortly() {
    assertThat(refusal()).contains(ErrorCode.TEMPLATE_UNKNOWN);
    assertThat(refusal()).contains(ErrorCode.TEMPLATE_UNKNOWN);
    assertThat(questions).hasSize(1);

    now = now.plusSeconds(60);
    listed = Mono.just(Map.of("ar", "APPROVED"));
    assertThat(refusal()).isEmpty();
  }

  @Test
  void manyThatAskAtOnceShareOneQuestion() {
    Sinks.One<Map<String, String>> answer = Sinks.one();
    listed = answer.asMono();
    List<Optional<ErrorCode>> told = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      var unused = asked("offer", "ar").map(Optional::of).subscribe(told::add);
    }

    answer.emitValue(Map.of(), Sinks.EmitFailureHandler.FAIL_FAST);

    assertThat(questions).hasSize(1);
    assertThat(told).hasSize(10).containsOnly(Optional.of(ErrorCode.TEMPLATE_UNKNOWN));
  }

  @Test
  void anAccountThatGivesNoAnswerIsLeftAloneForAWhileAndItsTemplatesToWhatsApp() {
    listed = Mono.never();
    assertThat(refusal()).isEmpty();
    assertThat(refusal("another", "ar")).isEmpty();
    assertThat(questions).hasSize(1);

    now = now.plusSeconds(60);
    listed = Mono.empty();
    assertThat(refusal()).isEmpty();
    now = now.plusSeconds(60);
    listed = Mono.error(new IllegalStateException());
    assertThat(refusal()).isEmpty();
    assertThat(questions).hasSize(3);

    now = now.plusSeconds(60);
    listed = Mono.just(Map.of());
    assertThat(refusal()).contains(ErrorCode.TEMPLATE_UNKNOWN);
  }

  /// Of the template that an event forbids to send.
  private Optional<ErrorCode> refusal(String event, Instant receivedAt) {
    return templates
        .refusal(
            channel(WORKSPACE, Optional.of("token")),
            "offer",
            "ar",
            new TemplateEvent(event, receivedAt))
        .blockOptional(WAIT);
  }

  @Test
  void whatAnEventForbidsIsSentIfWhatsAppListsItAsApproved() {
    listed = Mono.just(Map.of("ar", "APPROVED"));

    assertThat(refusal("REJECTED", now.minusSeconds(1))).isEmpty();
    assertThat(refusal("DELETED", now.minusSeconds(1))).isEmpty();
    now = now.plus(MEMORY).minusSeconds(1);
    assertThat(refusal("PAUSED", now.minus(MEMORY))).isEmpty();
    assertThat(questions).hasSize(1);
  }

  @Test
  void whatAnEventForbidsIsRefusedIfWhatsAppListsAnythingElseOrGivesNoAnswer() {
    Instant received = now.minusSeconds(1);
    for (String state : List.of("REJECTED", "IN_APPEAL", "SOMETHING_NEW")) {
      listed = Mono.just(Map.of("ar", state, "en", "APPROVED"));
      assertThat(refusal("PAUSED", received)).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
      now = now.plusSeconds(60);
    }
    listed = Mono.just(Map.of());
    assertThat(refusal("PAUSED", received)).contains(ErrorCode.TEMPLATE_UNKNOWN);
    now = now.plusSeconds(60);
    complete = false;
    assertThat(refusal("PAUSED", received)).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    now = now.plusSeconds(60);
    listed = Mono.error(new IllegalStateException());
    assertThat(refusal("DELETED", received)).contains(ErrorCode.TEMPLATE_UNKNOWN);
    assertThat(refusal("PAUSED", received)).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    assertThat(questions).hasSize(6);
  }

  @Test
  void whatIsRememberedCountsWhileTheAccountIsLeftAlone() {
    listed = Mono.just(Map.of("ar", "APPROVED"));
    assertThat(refusal("PAUSED", now.minusSeconds(1))).isEmpty();
    listed = Mono.error(new IllegalStateException());
    assertThat(refusal("another", "ar")).isEmpty();

    assertThat(refusal("PAUSED", now.minusSeconds(1))).isEmpty();
    assertThat(questions).hasSize(2);
  }

  @Test
  void anApprovalFromBeforeTheEventIsAskedForAgain() {
    listed = Mono.just(Map.of("ar", "APPROVED"));
    assertThat(refusal()).isEmpty();
    now = now.plusSeconds(1);
    listed = Mono.just(Map.of("ar", "PAUSED"));

    assertThat(refusal("PAUSED", now)).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    assertThat(refusal("PAUSED", now)).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    assertThat(questions).hasSize(2);
  }

  @Test
  void whatAnEventForbidsIsRefusedWithoutATokenToAskWith() {
    assertThat(
            templates
                .refusal(
                    channel(WORKSPACE, Optional.empty()),
                    "offer",
                    "ar",
                    new TemplateEvent("PAUSED", now))
                .blockOptional(WAIT))
        .contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    assertThat(questions).isEmpty();
  }

  @Test
  void aNameWithMoreTemplatesThanAreListedIsLeftToWhatsAppAndNoOtherName() {
    complete = false;
    listed = Mono.just(Map.of("en", "PAUSED"));
    assertThat(refusal()).isEmpty();
    assertThat(refusal("offer", "en")).contains(ErrorCode.TEMPLATE_NOT_APPROVED);
    assertThat(refusal()).isEmpty();
    assertThat(questions).hasSize(2);

    complete = true;
    assertThat(refusal("another", "ar")).contains(ErrorCode.TEMPLATE_UNKNOWN);
  }

  @Test
  void whatOneWorkspaceIsToldIsNotToldToAnother() {
    assertThat(refusal()).contains(ErrorCode.TEMPLATE_UNKNOWN);
    listed = Mono.just(Map.of("ar", "APPROVED"));

    UUID other = UUID.fromString("00000000-0000-4000-8000-0000000000bb");
    assertThat(
            templates
                .refusal(channel(other, Optional.of("its own")), "offer", "ar")
                .blockOptional(WAIT))
        .isEmpty();
    assertThat(questions).containsExactly("17 offer token", "17 offer its own");
  }

  @Test
  void aNumberWithoutATokenOfItsOwnIsNotAskedFor() {
    assertThat(
            templates
                .refusal(channel(WORKSPACE, Optional.empty()), "offer", "ar")
                .blockOptional(WAIT))
        .isEmpty();
    assertThat(questions).isEmpty();
  }
}
