package io.awfar.simulator.webhook;

import java.net.URI;
import java.time.Duration;

/// Where webhooks go and how hard delivery is tried.
///
/// @param url the deployment's webhook
/// @param appSecret key of the signature
/// @param verifyToken token of the handshake; empty for none
/// @param connections POSTs under way at a time
/// @param answerTimeout longest wait for an answer
/// @param retryDelayMin wait before the first retry; it doubles with each further one
/// @param retryDelayMax longest wait before a retry
/// @param giveUpAfter from when on a POST is not tried again, counted from its first attempt
/// @param postsOutstandingMax POSTs waiting for a retry at which no new ones are offered
public record WebhookSettings(
    URI url,
    String appSecret,
    String verifyToken,
    int connections,
    Duration answerTimeout,
    Duration retryDelayMin,
    Duration retryDelayMax,
    Duration giveUpAfter,
    int postsOutstandingMax) {

  /// Checks the bounds.
  public WebhookSettings {
    require(url.getHost() != null, "webhook must be an absolute URL");
    require(!appSecret.isEmpty(), "app-secret must not be empty");
    require(connections > 0 && connections <= 10_000, "connections must be 1 to 10000");
    require(answerTimeout.toMillis() > 0, "answer-timeout must be above 0");
    require(retryDelayMin.toMillis() > 0, "retry-min must be above 0");
    require(retryDelayMax.compareTo(retryDelayMin) >= 0, "retry-max must not be below retry-min");
    require(postsOutstandingMax > 0, "outstanding must be above 0");
  }

  /// The wait before the retry that follows this many attempts.
  Duration retryDelay(int attempts) {
    Duration doubled = retryDelayMin.multipliedBy(1L << Math.min(attempts - 1, 20));
    return doubled.compareTo(retryDelayMax) < 0 ? doubled : retryDelayMax;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
