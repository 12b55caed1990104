package io.awfar.gateway.chat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The person at the other end of a chat; since 2026 its phone number may be hidden.
record Contact(
    UUID id,
    @Nullable String waId,
    @Nullable String phone,
    @Nullable String userId,
    @Nullable String username,
    @Nullable String name) {}
