package io.awfar.media.file;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How files are handed out, and what becomes of them told.
///
/// @param storesMax uploads on their way into the bucket at a time; each takes up to 5 MB of memory
/// @param urlValidity how long a signed url can be used; stores take seven days at most
/// @param eventTimeMax longest time until Kafka has an event
public record FileSettings(
    @DefaultValue("16") @Min(1) @Max(1000) int storesMax,
    @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 7) Duration urlValidity,
    @DefaultValue("10s") @DurationMin(seconds = 1) Duration eventTimeMax) {}
