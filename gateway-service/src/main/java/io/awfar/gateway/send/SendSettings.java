package io.awfar.gateway.send;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How messages are sent.
///
/// @param writeTimeMax longest wait for Kafka to take a command
/// @param waitingMax commands that may wait to be written
/// @param lagTimeMax longest wait until all that came in before a request has been read
/// @param dedupGroup consumer group of dedup-stream
/// @param templateTimeMax longest wait for WhatsApp to tell whether there is a template
/// @param templateMemory how long a template is known that may be sent
public record SendSettings(
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1) Duration writeTimeMax,
    @DefaultValue("1000") @Min(1) @Max(100_000) int waitingMax,
    @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 30) Duration lagTimeMax,
    @DefaultValue("dedup-stream") @NotBlank String dedupGroup,
    @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(seconds = 30)
        Duration templateTimeMax,
    @DefaultValue("10m") @DurationMin(minutes = 1) @DurationMax(hours = 1)
        Duration templateMemory) {}
