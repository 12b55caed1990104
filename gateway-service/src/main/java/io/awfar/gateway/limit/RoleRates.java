package io.awfar.gateway.limit;

import io.awfar.gateway.auth.Role;

/// A rate for the users of each role.
public record RoleRates(Rate admin, Rate supervisor, Rate agent, Rate analyst) {

  /// The same for all.
  ///
  /// @throws IllegalArgumentException if it is no [Rate]
  public static RoleRates valueOf(String text) {
    Rate rate = Rate.valueOf(text);
    return new RoleRates(rate, rate, rate, rate);
  }

  Rate of(Role role) {
    return switch (role) {
      case ADMIN -> admin;
      case SUPERVISOR -> supervisor;
      case AGENT -> agent;
      case ANALYST -> analyst;
    };
  }
}
