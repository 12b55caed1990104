package io.awfar.persistence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// The settings of this service, checked at start.
///
/// @param instanceId makes the consumers static members of their groups; none if empty
/// @param consumersPerTopic consumers, each with a thread and a connection while it writes
/// @param batchRecordsMax most records of one poll
/// @param transactionRecordsMax after so many records a transaction takes no further poll
/// @param batchSizeMax most bytes that a consumer fetches at once; one larger record still comes
/// @param transactionTimeMax after which a transaction is given up and tried again
/// @param retryDelayMin first wait after a failure; doubles up to the longest
/// @param deadLetterTimeMax how long to wait for the broker to take the dead letters of a batch
/// @param replicationFactor copies of each partition of topics made here, -1 for the cluster's own
/// @param valueDeserializer class of the Kafka deserializer of all values
@Validated
@ConfigurationProperties("awfar.persistence")
public record PersistenceSettings(
    @DefaultValue("") String instanceId,
    @DefaultValue("2") @Min(1) @Max(64) int consumersPerTopic,
    @DefaultValue("8000") @Min(1) @Max(20_000) int batchRecordsMax,
    @DefaultValue("200000") @Min(1) @Max(1_000_000) int transactionRecordsMax,
    @DefaultValue("8MB") DataSize batchSizeMax,
    @DefaultValue("60s") @DurationMin(millis = 100) Duration transactionTimeMax,
    @DefaultValue("200ms") @DurationMin(millis = 10) Duration retryDelayMin,
    @DefaultValue("10s") @DurationMin(millis = 10) Duration retryDelayMax,
    @DefaultValue("40s") @DurationMin(millis = 100) Duration deadLetterTimeMax,
    @DefaultValue("-1") @Min(-1) short replicationFactor,
    @NotBlank String valueDeserializer) {}
