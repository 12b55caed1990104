package io.awfar.gateway.auth;

import java.util.UUID;

/// What a user's row says about its tokens.
record Standing(UUID workspaceId, Role role, int tokenVersion, boolean active) {

  boolean permits(Caller caller, int version) {
    return active
        && tokenVersion == version
        && role == caller.role()
        && workspaceId.equals(caller.workspaceId());
  }
}
