package io.awfar.gateway.auth;

import java.util.UUID;

/// A user as its workspace sees it.
public record User(UUID id, String email, String name, Role role, UUID workspaceId) {}
