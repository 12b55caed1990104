package io.awfar.ingest.send;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How commands are sent.
///
/// @param enabled whether commands are sent at all
/// @param apiUrl WhatsApp's API, without version
/// @param apiVersion of WhatsApp's API
/// @param accessToken of all numbers; without one no number can send
/// @param sendsPerSecond pace of a number
/// @param userAgent name and version; what follows the three numbers of the version is cut off
/// @param connectTimeout longest wait for a connection
/// @param callTimeout longest wait for an answer
/// @param callDelayMax longest time between an attempt being noted and its call
/// @param callsPerNumberMax calls of a number at the same time
/// @param unfinishedMax sends of a partition that are not finished
/// @param overtakenMax later commands of a partition after which one fails that its number or its
///   chat keeps from going
/// @param fullTimeMax how long a partition that is full waits for a number that is paused
/// @param waitingBytesMax of the commands that are held
/// @param chatWaitingMax sends that wait for others of their chat; more are refused
/// @param pausedWaitingMax sends that wait for a paused number; more are refused
/// @param attemptsMax attempts that WhatsApp refuses for a reason that passes
/// @param retryDelayMin first wait before another attempt; doubles up to the longest
/// @param chatDelay wait of a chat that gets too much
/// @param pauseTime after which a paused number is tried with one send
/// @param doubtTimeMax how long a status of a send in doubt is waited for
/// @param ageMax of a command that is still sent
/// @param rememberedMax sends by whose ids repeated commands are known, of an instance
/// @param transactionTimeout after which the broker ends what an instance that died had begun
/// @param handOverTimeMax how long what is under way may take when a partition is given up
public record SendSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("https://graph.facebook.com") URI apiUrl,
    @DefaultValue("v23.0") String apiVersion,
    @DefaultValue("") String accessToken,
    @DefaultValue("80") @Min(1) @Max(1000) int sendsPerSecond,
    @DefaultValue("awfar/0.0.0") String userAgent,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("20s") Duration callTimeout,
    @DefaultValue("5s") Duration callDelayMax,
    @DefaultValue("64") @Min(1) int callsPerNumberMax,
    @DefaultValue("10000") @Min(1) int unfinishedMax,
    @DefaultValue("20000") @Min(1) @Max(1_000_000) int overtakenMax,
    @DefaultValue("15m") Duration fullTimeMax,
    @DefaultValue("64MB") DataSize waitingBytesMax,
    @DefaultValue("1000") @Min(1) int chatWaitingMax,
    @DefaultValue("1000") @Min(1) int pausedWaitingMax,
    @DefaultValue("10") @Min(1) int attemptsMax,
    @DefaultValue("1s") Duration retryDelayMin,
    @DefaultValue("1m") Duration retryDelayMax,
    @DefaultValue("6s") Duration chatDelay,
    @DefaultValue("5m") Duration pauseTime,
    @DefaultValue("30s") Duration doubtTimeMax,
    @DefaultValue("24h") Duration ageMax,
    @DefaultValue("1000000") @Min(1000) int rememberedMax,
    @DefaultValue("10s") Duration transactionTimeout,
    @DefaultValue("10s") Duration handOverTimeMax) {

  public SendSettings {
    // A snapshot's version does not look like one to WhatsApp.
    userAgent = userAgent.replaceAll("^([^/]+/\\d+\\.\\d+\\.\\d+).*$", "$1");
  }

  /// Without the token.
  @Override
  public String toString() {
    return "SendSettings[enabled=%s, apiUrl=%s, apiVersion=%s]"
        .formatted(enabled, apiUrl, apiVersion);
  }
}
