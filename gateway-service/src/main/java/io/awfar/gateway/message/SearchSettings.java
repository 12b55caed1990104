package io.awfar.gateway.message;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much a search may look at before it answers with what it has.
///
/// @param candidatesMax messages that have the words; where there are more, the newest messages are
///   read one by one instead
/// @param candidatesTimeMax longest time to look for those, before it is done that way, too
/// @param scannedMax messages that are so read
/// @param timeMax after which no more of them are begun with
public record SearchSettings(
    @DefaultValue("10000") @Min(100) @Max(1_000_000) int candidatesMax,
    @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration candidatesTimeMax,
    @DefaultValue("5000") @Min(100) @Max(1_000_000) int scannedMax,
    @DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(minutes = 1) Duration timeMax) {}
