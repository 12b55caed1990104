package io.awfar.gateway.chat;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/// A label of a workspace, as it is on chats.
///
/// @param colour red, green and blue in lower-case hexadecimal
public record Label(
    UUID id,
    @Schema(example = "Complaint") String name,
    @Schema(example = "#d93f0b") String colour) {}
