package io.awfar.dedup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Everything that can be set about this service, beside Spring's own `spring.kafka.*`.
///
/// @param applicationId consumer group, and prefix of transactions and internal topics
/// @param instanceId if not empty, this instance keeps its partitions through a restart that is
///   shorter than the session time-out; must differ between instances
/// @param memory how long an event is known at least; WhatsApp repeats webhooks for up to 7 days
/// @param commitInterval how long a clean record waits at most until consumers may see it
/// @param sessionTimeout how long a dead instance keeps its partitions
/// @param replicationFactor of the internal topics; -1 for what the cluster is set to
/// @param standbyReplicas how many other instances keep a copy of each store
/// @param threads stream threads of this instance
/// @param seenMemory the most memory, outside of the heap, that remembered events may take; when it
///   is full the stream waits rather than forget
/// @param retryDelayMin first wait before a failed thread is replaced
/// @param retryDelayMax longest such wait; shorter than the time-out of a transaction, which an
///   abandoned one holds up readers for
/// @param rebalanceMax how long partitions may move before the service is not ready
/// @param stopMax how long a stop may take
@ConfigurationProperties("awfar.dedup")
@Validated
public record DedupSettings(
    @DefaultValue("dedup-stream") @NotBlank String applicationId,
    @DefaultValue("") String instanceId,
    @DefaultValue("8d") @DurationMin(hours = 1) @DurationMax(days = 60) Duration memory,
    @DefaultValue("100ms") @DurationMin(millis = 10) @DurationMax(seconds = 5)
        Duration commitInterval,
    @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration sessionTimeout,
    @DefaultValue("-1") @Min(-1) @Max(9) short replicationFactor,
    @DefaultValue("0") @Min(0) @Max(5) int standbyReplicas,
    @DefaultValue("1") @Min(1) @Max(64) int threads,
    @DefaultValue("2GB") DataSize seenMemory,
    @DefaultValue("500ms") @DurationMin(millis = 10) Duration retryDelayMin,
    @DefaultValue("8s") @DurationMin(millis = 10) @DurationMax(seconds = 30) Duration retryDelayMax,
    @DefaultValue("30s") Duration rebalanceMax,
    @DefaultValue("20s") Duration stopMax) {}
