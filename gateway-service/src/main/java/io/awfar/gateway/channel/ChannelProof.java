package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.channel.CheckedChannel.Result;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Lets nobody manage a number that is not theirs: whoever names one shows a token that WhatsApp
/// lets use it and its account.
///
/// The one exception is the workspace that the deployment itself belongs to, for a number without a
/// token of its own: it is the deployment's token that is used then.
@Component
final class ChannelProof {

  /// A token that may use an account of so many numbers is no ordinary one.
  private static final int PAGES_MAX = 20;

  private final ChannelCheck check;
  private final WhatsAppNumbers numbers;
  private final UUID deploymentOwner;

  ChannelProof(ChannelCheck check, WhatsAppNumbers numbers, GatewaySettings settings) {
    this.check = check;
    this.numbers = numbers;
    this.deploymentOwner = settings.channels().ownerId();
  }

  /// @return an error with [ErrorCode#CHANNEL_UNPROVEN] and the reasons, or with
  ///   [ErrorCode#WHATSAPP_UNAVAILABLE] if WhatsApp says nothing of it
  Mono<Void> of(ChannelClaim claim) {
    Optional<String> token = claim.accessToken();
    if (token.isPresent()) {
      return proven(claim, token.get());
    }
    return claim.workspaceId().equals(deploymentOwner)
        ? Mono.empty()
        : Mono.error(
            unproven(
                List.of(
                    violation(
                        "accessToken", Result.TOKEN_MISSING, "shows that the number is yours"))));
  }

  private Mono<Void> proven(ChannelClaim claim, String token) {
    return Mono.zip(
            check.of(claim.channelId(), token).map(CheckedChannel::result),
            memberOf(claim, null, token, 1))
        .flatMap(answers -> judged(answers.getT1(), answers.getT2()));
  }

  /// Whether the account has the number, page by page.
  private Mono<Result> memberOf(
      ChannelClaim claim, @Nullable String after, String token, int page) {
    return numbers
        .ofAccount(claim.businessAccountId(), after, token)
        .flatMap(reply -> {
          if (reply.result() != Result.OK) {
            return Mono.just(reply.result());
          }
          JsonNode body = reply.body();
          if (body.path("data").valueStream().anyMatch(number -> isOf(claim, number))) {
            return Mono.just(Result.OK);
          }
          String next = body.path("paging").path("cursors").path("after").asString("");
          return body.path("paging").has("next") && !next.isEmpty() && page < PAGES_MAX
              ? memberOf(claim, next, token, page + 1)
              : Mono.just(Result.UNKNOWN_NUMBER);
        });
  }

  private static boolean isOf(ChannelClaim claim, JsonNode number) {
    return number.path("id").asString("").equals(claim.channelId());
  }

  private static Mono<Void> judged(Result ofNumber, Result ofAccount) {
    if (Stream.of(ofNumber, ofAccount).anyMatch(ChannelProof::saysNothing)) {
      return Mono.error(new RefusedException(ErrorCode.WHATSAPP_UNAVAILABLE));
    }
    List<Violation> violations =
        Stream.concat(ofNumber(ofNumber).stream(), ofAccount(ofAccount).stream())
            .distinct()
            .toList();
    return violations.isEmpty() ? Mono.empty() : Mono.error(unproven(violations));
  }

  private static boolean saysNothing(Result result) {
    return result == Result.UNREACHABLE || result == Result.THROTTLED;
  }

  private static Optional<Violation> ofNumber(Result result) {
    return switch (result) {
      case TOKEN_REFUSED, TOKEN_MISSING -> Optional.of(refused());
      case UNKNOWN_NUMBER ->
          Optional.of(violation("id", result, "is no number that the access token may use"));
      case OK, THROTTLED, UNREACHABLE -> Optional.empty();
    };
  }

  private static Optional<Violation> ofAccount(Result result) {
    return switch (result) {
      case TOKEN_REFUSED, TOKEN_MISSING -> Optional.of(refused());
      case UNKNOWN_NUMBER ->
          Optional.of(
              new Violation(
                  "businessAccountId", "wrong_account", "is no account that has the number"));
      case OK, THROTTLED, UNREACHABLE -> Optional.empty();
    };
  }

  private static Violation refused() {
    return violation("accessToken", Result.TOKEN_REFUSED, "is not taken by WhatsApp");
  }

  private static Violation violation(String field, Result result, String message) {
    return new Violation(field, result.text(), message);
  }

  private static RefusedException unproven(List<Violation> violations) {
    return new RefusedException(ErrorCode.CHANNEL_UNPROVEN, violations);
  }
}
