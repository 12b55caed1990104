package io.awfar.gateway.auth;

import java.util.UUID;

/// What the tokens of an active user must say.
record Standing(UUID workspaceId, Role role, int tokenVersion) {}
