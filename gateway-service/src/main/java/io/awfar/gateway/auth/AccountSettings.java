package io.awfar.gateway.auth;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How people get accounts, and how fast these end.
///
/// @param registration who may register
/// @param invitationValidity how long an invitation can be used
/// @param invitationsPerWorkspaceMax open invitations of a workspace
/// @param tokenRecheck longest time that a token holds after its user was signed out everywhere,
///   deactivated, or given another role or password
/// @param keyRotation age at which the key that signs is replaced, unless it is given
public record AccountSettings(
    @DefaultValue("invitation") Registration registration,
    @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 31)
        Duration invitationValidity,
    @DefaultValue("1000") @Min(1) @Max(100_000) int invitationsPerWorkspaceMax,
    @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration tokenRecheck,
    @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650) Duration keyRotation) {

  /// Who may register.
  public enum Registration {
    /// Anybody: with an invitation as a user of its workspace, without one as the first of another.
    OPEN,
    /// Whoever was invited.
    INVITATION,
    /// Nobody.
    CLOSED
  }
}
