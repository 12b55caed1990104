package io.awfar.gateway.live;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How clients are told what happens.
///
/// @param heartBeatInterval longest silence on a stream, and how often its token is looked at
/// @param streamsMax streams of this gateway at a time
/// @param streamsPerUserMax streams of one user at this gateway at a time
/// @param lagEventsMax events that a stream may be behind, beyond those that it came back for
/// @param stallTimeMax how long a client may take nothing of what there is for it
/// @param memoryTimeMax how long an event is remembered for clients that come back, and how long
///   after the last stream topics are followed
/// @param memorySizeMax what all remembered events may take
/// @param readBackRecordsMax records that are read back for clients that come from elsewhere
/// @param eventSizeMax beyond it an event is told without its text and content
/// @param markInterval how often it is written down how far this gateway is
/// @param startTimeMax longest wait for Kafka before the first event of a stream
public record LiveSettings(
    @DefaultValue("15s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration heartBeatInterval,
    @DefaultValue("1000") @Min(1) @Max(100_000) int streamsMax,
    @DefaultValue("16") @Min(1) @Max(1_000) int streamsPerUserMax,
    @DefaultValue("10000") @Min(1) @Max(1_000_000) int lagEventsMax,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5) Duration stallTimeMax,
    @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration memoryTimeMax,
    @DefaultValue("64MB") DataSize memorySizeMax,
    @DefaultValue("100000") @Min(0) @Max(10_000_000) int readBackRecordsMax,
    @DefaultValue("64KB") DataSize eventSizeMax,
    @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration markInterval,
    @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration startTimeMax) {

  @AssertTrue(message = "the memory of events must be 64 KB to 1 GB, an event 8 KB to 1 MB")
  boolean isBounded() {
    return isWithin(memorySizeMax, DataSize.ofKilobytes(64), DataSize.ofGigabytes(1))
        && isWithin(eventSizeMax, DataSize.ofKilobytes(8), DataSize.ofMegabytes(1));
  }

  private static boolean isWithin(DataSize size, DataSize min, DataSize max) {
    return size.compareTo(min) >= 0 && size.compareTo(max) <= 0;
  }
}
