package io.awfar.gateway.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How requests for files are passed on.
///
/// @param url where media-service is
/// @param uploadSizeMax bytes of the body of an upload; media-service has limits by kind of its own
/// @param uploadTimeMax longest time in which a file arrives
/// @param answerTimeMax longest time for any other request
/// @param mediaIdTimeMax longest time until WhatsApp has a file that is to be sent
/// @param connectTimeMax longest time until media-service takes a connection
/// @param connectionsMax requests that media-service works on at a time
public record MediaSettings(
    @DefaultValue("http://localhost:5040") @NotNull URI url,
    @DefaultValue("51MB") @NotNull DataSize uploadSizeMax,
    @DefaultValue("10m") @DurationMin(seconds = 1) Duration uploadTimeMax,
    @DefaultValue("20s") @DurationMin(millis = 1) Duration answerTimeMax,
    @DefaultValue("45s") @DurationMin(millis = 1) Duration mediaIdTimeMax,
    @DefaultValue("2s") @DurationMin(millis = 1) Duration connectTimeMax,
    @DefaultValue("500") @Min(1) @Max(10_000) int connectionsMax) {}
