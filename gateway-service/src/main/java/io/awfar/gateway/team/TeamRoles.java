package io.awfar.gateway.team;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;

/// What a role may do in its team.
final class TeamRoles {

  private TeamRoles() {}

  /// Whether the caller decides for others.
  static boolean directs(Caller caller) {
    return switch (caller.role()) {
      case ADMIN, SUPERVISOR -> true;
      case AGENT, ANALYST -> false;
    };
  }

  /// @throws RefusedException unless the caller decides for others
  static void requireDirecting(Caller caller) {
    if (!directs(caller)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  /// @throws RefusedException if the caller only reads
  static void requireAnswering(Caller caller) {
    switch (caller.role()) {
      case ADMIN, SUPERVISOR, AGENT -> {}
      case ANALYST -> throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }
}
