package io.awfar.gateway.idempotency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a request is known by its key.
///
/// @param memory from its first arrival on
/// @param claimTimeMax how long a gateway that died keeps others from going on with it; longer than
///   any request takes
/// @param cleanUpInterval how often those that are forgotten are deleted
public record IdempotencySettings(
    @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 31) Duration memory,
    @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration claimTimeMax,
    @DefaultValue("6h") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration cleanUpInterval) {}
