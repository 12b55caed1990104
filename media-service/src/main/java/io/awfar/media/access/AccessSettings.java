package io.awfar.media.access;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the gateway's tokens are verified.
///
/// @param jwksUrl where the gateway publishes the keys that sign them
/// @param keysTimeMax longest time for connecting there, and for the answer
/// @param keysMemory for how long keys are used without asking again
public record AccessSettings(
    @DefaultValue("http://localhost:5000/.well-known/jwks.json") @NotNull URI jwksUrl,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration keysTimeMax,
    @DefaultValue("5m") @DurationMin(minutes = 1) Duration keysMemory) {}
