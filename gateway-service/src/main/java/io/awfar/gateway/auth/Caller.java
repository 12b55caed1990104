package io.awfar.gateway.auth;

import java.util.UUID;

/// Who a valid token says is calling; every query of a route is bound to its workspace.
public record Caller(UUID userId, UUID workspaceId, Role role) {}
