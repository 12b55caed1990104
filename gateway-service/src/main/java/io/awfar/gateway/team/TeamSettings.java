package io.awfar.gateway.team;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What teams may do with chats, and how it is told.
///
/// @param labelsMax most labels of a workspace
/// @param labelsPerChatMax most labels of a chat
/// @param changesInterval how often it is looked for changes that are not in Kafka yet
/// @param changesBatchMax most of them that are written at once
/// @param changesWriteTimeMax longest time to write those
/// @param cleanUpInterval how often labels that were deleted are taken off chats for good
public record TeamSettings(
    @DefaultValue("200") @Min(1) @Max(1000) int labelsMax,
    @DefaultValue("20") @Min(1) @Max(100) int labelsPerChatMax,
    @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration changesInterval,
    @DefaultValue("500") @Min(1) @Max(10_000) int changesBatchMax,
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1)
        Duration changesWriteTimeMax,
    @DefaultValue("1m") @DurationMin(millis = 10) @DurationMax(days = 1)
        Duration cleanUpInterval) {}
