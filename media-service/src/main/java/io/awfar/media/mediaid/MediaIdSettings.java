package io.awfar.media.mediaid;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How files are given to WhatsApp.
///
/// @param ownerId the workspace of numbers that nobody manages and nothing else assigns
/// @param lifetime for how long an id is used again: WhatsApp keeps a file for 30 days, and a
///   message may wait before it is sent
/// @param timeMax longest time for one file
/// @param checkInterval how long after WhatsApp had a file for sure it is asked whether it still
///   has it
/// @param checkTimeMax longest time for asking; what a caller waits is this and `timeMax`
public record MediaIdSettings(
    @DefaultValue("00000000-0000-4000-8000-000000000001") @NotNull UUID ownerId,
    @DefaultValue("28d") @DurationMin(minutes = 1) Duration lifetime,
    @DefaultValue("40s") @DurationMin(millis = 1) Duration timeMax,
    @DefaultValue("1d") @DurationMin(minutes = 1) Duration checkInterval,
    @DefaultValue("4s") @DurationMin(millis = 1) Duration checkTimeMax) {}
