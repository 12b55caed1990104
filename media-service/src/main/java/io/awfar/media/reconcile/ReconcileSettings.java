package io.awfar.media.reconcile;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When bucket and database are compared, and what is done about what is found.
///
/// @param interval from the end of a run to the next
/// @param startDelay from the start of the service to the first run
/// @param timeMax longest time for a run
/// @param grace what is younger is left alone, whichever side has it
/// @param repair whether anything is changed at all
/// @param repairsMax files of a kind that are mended in a run; the rest comes later
/// @param trustedMax so many findings of a kind are believed, whatever else there is
/// @param trustedPercentMax more are believed only up to so many of a hundred files
/// @param linesMax lines in the log for findings of a kind in a run
/// @param persistenceGroup beginning of the names of the groups that write the rows
/// @param kafkaTimeMax longest time for Kafka to tell how far these are
public record ReconcileSettings(
    @DefaultValue("24h") @NotNull @DurationMin(minutes = 1) @DurationMax(days = 30)
        Duration interval,
    @DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration startDelay,
    @DefaultValue("6h") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 7) Duration timeMax,
    @DefaultValue("1d") @NotNull @DurationMin(hours = 1) @DurationMax(days = 365) Duration grace,
    @DefaultValue("false") boolean repair,
    @DefaultValue("1000") @Min(1) @Max(100_000) int repairsMax,
    @DefaultValue("100") @Min(0) @Max(1_000_000) int trustedMax,
    @DefaultValue("1") @Min(0) @Max(100) int trustedPercentMax,
    @DefaultValue("100") @Min(0) @Max(10_000) int linesMax,
    @DefaultValue("persistence-service") @NotBlank String persistenceGroup,
    @DefaultValue("30s") @NotNull @DurationMin(millis = 1) Duration kafkaTimeMax,
    @DefaultValue @Valid @NotNull Database database) {

  /// Where the rows are.
  ///
  /// @param host empty where there is no database: nothing is compared then
  /// @param user who may read; empty as well: nothing is compared
  /// @param pageRows files that are asked for at a time
  public record Database(
      @DefaultValue("") String host,
      @DefaultValue("5432") @Min(1) @Max(65_535) int port,
      @DefaultValue("awfar") @NotBlank String database,
      @DefaultValue("") String user,
      @DefaultValue("") String password,
      @DefaultValue("1000") @Min(1) @Max(100_000) int pageRows,
      @DefaultValue("5s") @NotNull @DurationMin(millis = 1) Duration connectTimeMax,
      @DefaultValue("30s") @NotNull @DurationMin(millis = 1) Duration statementTimeMax) {

    boolean isThere() {
      return !host.isBlank() && !user.isBlank();
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Database[" + host + ":" + port + "/" + database + "]";
    }
  }
}
