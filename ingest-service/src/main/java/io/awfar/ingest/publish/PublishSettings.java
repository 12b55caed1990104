package io.awfar.ingest.publish;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How events get into Kafka.
///
/// @param replicationFactor copies of each partition of a topic made here; -1 leaves it to the
///   cluster
/// @param inFlightBytesMax request bodies and their serialized events that are held at once; what
///   goes beyond is refused
/// @param deliveryTimeout longest wait for the broker's acknowledgement
/// @param probeInterval time between two looks at whether the broker answers
/// @param probeTimeout longest wait for its answer
public record PublishSettings(
    @DefaultValue("-1") short replicationFactor,
    @DefaultValue("32MB") DataSize inFlightBytesMax,
    @DefaultValue("10s") Duration deliveryTimeout,
    @DefaultValue("2s") Duration probeInterval,
    @DefaultValue("2s") Duration probeTimeout) {}
