package io.awfar.media.shape;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How large a file may become when it is shown or unpacked.
///
/// @param pixelsMax of an image
/// @param entriesMax within an office document
/// @param unpackedMax all entries of an office document together
/// @param ratioMax how many times its packed size an entry may have, once it is larger than 1 MB
public record ShapeLimits(
    @DefaultValue("100000000") @Min(1) long pixelsMax,
    @DefaultValue("5000") @Min(1) int entriesMax,
    @DefaultValue("200MB") @NotNull DataSize unpackedMax,
    @DefaultValue("200") @Min(2) int ratioMax) {}
