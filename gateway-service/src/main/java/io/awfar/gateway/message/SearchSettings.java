package io.awfar.gateway.message;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much a search may look at before it answers with what it has.
///
/// @param candidatesMax messages that have the words; where there are more, the newest messages are
///   read one by one instead
/// @param scannedMax messages that are so read
public record SearchSettings(
    @DefaultValue("10000") @Min(100) @Max(1_000_000) int candidatesMax,
    @DefaultValue("5000") @Min(100) @Max(1_000_000) int scannedMax) {}
