package io.awfar.gateway.channel;

import io.awfar.gateway.channel.CheckedChannel.Result;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ManagedChannel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Tells what WhatsApp's API says of a number to whoever has the number's token.
@Component
final class ChannelCheck {

  private final WhatsAppNumbers numbers;

  ChannelCheck(WhatsAppNumbers numbers) {
    this.numbers = numbers;
  }

  /// With the channel's own token.
  ///
  /// @return an answer in any case; an error only if the channel's secrets cannot be read
  Mono<CheckedChannel> of(ManagedChannel channel) {
    if (channel.secrets().isEmpty()) {
      return Mono.error(new RefusedException(ErrorCode.CREDENTIALS_UNREADABLE));
    }
    return Mono.justOrEmpty(channel.accessToken())
        .flatMap(token -> of(channel.channelId(), token))
        .defaultIfEmpty(CheckedChannel.failed(Result.TOKEN_MISSING, null));
  }

  /// @return an answer in any case
  Mono<CheckedChannel> of(String channelId, String token) {
    return numbers.number(channelId, token).map(reply -> judged(channelId, reply));
  }

  private static CheckedChannel judged(String id, WhatsAppReply reply) {
    if (reply.result() != Result.OK) {
      return CheckedChannel.failed(reply.result(), reply.code());
    }
    JsonNode body = reply.body();
    return body.path("id").asString("").equals(id)
        ? new CheckedChannel(
            Result.OK,
            null,
            text(body, "display_phone_number"),
            text(body, "verified_name"),
            text(body, "quality_rating"))
        : CheckedChannel.failed(Result.UNKNOWN_NUMBER, null);
  }

  private static @Nullable String text(JsonNode body, String name) {
    return body.path(name).asString(null);
  }
}
