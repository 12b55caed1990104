package io.awfar.media.upload;

import io.awfar.media.shape.ShapeLimits;
import io.awfar.media.type.SizeLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much is taken in, and how patiently.
///
/// @param uploadsMax uploads at a time
/// @param bytesMax bytes that all uploads at a time may have: what the spool folder needs
/// @param silenceTimeMax longest wait for the next bytes
/// @param timeMax longest time for a body to arrive
/// @param headerSizeMax bytes of the headers of a part
public record UploadSettings(
    @DefaultValue @Valid @NotNull SizeLimits sizeMax,
    @DefaultValue @Valid @NotNull ShapeLimits shape,
    @DefaultValue("200") @Min(1) @Max(10_000) int uploadsMax,
    @DefaultValue("10GB") @NotNull DataSize bytesMax,
    @DefaultValue("30s") @DurationMin(millis = 1) Duration silenceTimeMax,
    @DefaultValue("10m") @DurationMin(millis = 1) Duration timeMax,
    @DefaultValue("4KB") @NotNull DataSize headerSizeMax) {}
