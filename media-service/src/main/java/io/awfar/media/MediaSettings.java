package io.awfar.media;

import io.awfar.media.access.AccessSettings;
import io.awfar.media.file.FileSettings;
import io.awfar.media.mediaid.MediaIdSettings;
import io.awfar.media.reconcile.ReconcileSettings;
import io.awfar.media.upload.UploadSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// All settings of the service; `media-service.yml` names the environment variable of each.
///
/// @param instance name of this instance, unlike that of any other and the same after a restart
/// @param topicReplicationFactor copies of each topic that is missing, -1 for the cluster's default
/// @param upload files that users upload
/// @param files files that are there
/// @param access who may ask for them
/// @param mediaIds files that are given to WhatsApp, to be sent
/// @param reconcile the comparison of bucket and database
/// @param messageDeserializer class that reads messages out of Kafka's bytes
@ConfigurationProperties("awfar.media")
@Validated
public record MediaSettings(
    @Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String instance,
    @DefaultValue("-1") @Min(-1) short topicReplicationFactor,
    @NotBlank String messageDeserializer,
    @Valid @NotNull WhatsApp whatsapp,
    @Valid @NotNull S3 s3,
    @Valid @NotNull Transfer transfer,
    @Valid @NotNull Lanes lanes,
    @Valid @NotNull Previews previews,
    @DefaultValue @Valid @NotNull UploadSettings upload,
    @DefaultValue @Valid @NotNull FileSettings files,
    @DefaultValue @Valid @NotNull AccessSettings access,
    @DefaultValue @Valid @NotNull MediaIdSettings mediaIds,
    @DefaultValue @Valid @NotNull ReconcileSettings reconcile) {

  /// Longest time for reading a file from the store, which goes no faster than WhatsApp takes it.
  public Duration storeReadTimeMax() {
    return mediaIds.timeMax().plus(s3.requestTimeMax());
  }

  /// How files come from WhatsApp.
  ///
  /// @param apiUrl base of the API; the only address that may be plain http
  /// @param accessToken for the files of numbers that have none of their own; empty for none
  /// @param channelKeys JWK set of the keys that credentials of managed numbers are encrypted with
  /// @param downloadHosts hosts that a file may come from besides the API's own, `*.` for all below
  /// @param silenceTimeMax longest wait for the next byte
  /// @param downloadTimeMax longest time for one download from the first to the last byte
  public record WhatsApp(
      @NotNull URI apiUrl,
      @Pattern(regexp = "v[0-9.]{1,8}") String apiVersion,
      @DefaultValue("") String accessToken,
      @DefaultValue("") String channelKeys,
      @NotNull List<@Pattern(regexp = "(\\*\\.)?[A-Za-z0-9.-]+") String> downloadHosts,
      @DefaultValue("100MB") DataSize fileSizeMax,
      @DefaultValue("5s") @DurationMin(millis = 1) Duration connectTimeMax,
      @DefaultValue("20s") @DurationMin(millis = 1) Duration silenceTimeMax,
      @DefaultValue("10s") @DurationMin(millis = 1) Duration lookupTimeMax,
      @DefaultValue("2m") @DurationMin(millis = 1) Duration downloadTimeMax) {

    /// Without token and keys.
    @Override
    public String toString() {
      return "WhatsApp[" + apiUrl + "/" + apiVersion + "]";
    }
  }

  /// Where files are kept.
  ///
  /// @param publicEndpoint where clients of signed urls reach the store, if that is elsewhere
  /// @param requestTimeMax longest time for one request, that is for 5 MB of a file
  /// @param probeTimeMax longest time for asking whether the bucket is there
  public record S3(
      @NotNull URI endpoint,
      @Nullable URI publicEndpoint,
      @NotBlank String region,
      @NotBlank(message = "AWFAR_S3_ACCESS_KEY must be set") String accessKey,
      @NotBlank(message = "AWFAR_S3_SECRET_KEY must be set") String secretKey,
      @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") String bucket,
      @DefaultValue("5s") @DurationMin(millis = 1) Duration connectTimeMax,
      @DefaultValue("30s") @DurationMin(millis = 1) Duration requestTimeMax,
      @DefaultValue("2s") @DurationMin(millis = 1) Duration probeTimeMax) {

    /// Without the keys.
    @Override
    public String toString() {
      return "S3[" + endpoint + "/" + bucket + "]";
    }
  }

  /// How many files at a time, and how patiently.
  ///
  /// @param consumers threads that read the topic; more than it has partitions are idle
  /// @param batchRecordsMax records per poll
  /// @param batchTimeMax a consumer that takes longer for a batch is taken for dead; its batch goes
  ///   to another, and what it did is not counted
  /// @param downloadsMax files of the main lane on their way at a time, over all consumers
  /// @param bytesInFlightMax bytes of files on their way at a time, over all lanes: a file begins
  ///   once there is room for all of it, and the spool folder needs no more
  /// @param spoolFolder folder in which a file waits for its hash; each instance has its own below
  /// @param mediaLifetime how long WhatsApp keeps a file
  /// @param attemptsMax attempts at one file before the batch is given back, or the file up
  /// @param transferTimeMax longest time for one file in one visit to a lane aside; uploads to the
  ///   bucket come on top
  /// @param outageDelayMin wait before a batch is tried again; doubles up to `outageDelayMax`
  public record Transfer(
      @DefaultValue("2") @Min(1) @Max(64) int consumers,
      @DefaultValue("64") @Min(1) @Max(1000) int batchRecordsMax,
      @DefaultValue("15m") @DurationMin(seconds = 10) Duration batchTimeMax,
      @DefaultValue("16") @Min(1) @Max(1000) int downloadsMax,
      @DefaultValue("512MB") DataSize bytesInFlightMax,
      @NotNull Path spoolFolder,
      @DefaultValue("7d") @DurationMin(millis = 1) Duration mediaLifetime,
      @DefaultValue("3") @Min(2) @Max(20) int attemptsMax,
      @DefaultValue("500ms") @DurationMin(millis = 1) Duration attemptDelayMin,
      @DefaultValue("10s") @DurationMin(millis = 1) Duration attemptDelayMax,
      @DefaultValue("3m") @DurationMin(millis = 1) Duration transferTimeMax,
      @DefaultValue("1s") @DurationMin(millis = 1) Duration outageDelayMin,
      @DefaultValue("30s") @DurationMin(millis = 1) Duration outageDelayMax) {}

  /// Where files wait that others are not to wait for.
  ///
  /// @param mainTimeMax time for the files of one batch of the main lane; what has not ended then
  ///   goes to the slow one
  /// @param mainWaitMax how long the messages behind a file wait while it cannot be told whether
  ///   WhatsApp or the file is in trouble
  /// @param downloadsMax files of all other lanes on their way at a time
  /// @param retryDelays how long a record waits in each of the lanes for another attempt
  /// @param lookInterval how often the records that wait are counted
  public record Lanes(
      @DefaultValue("15s") @DurationMin(millis = 1) Duration mainTimeMax,
      @DefaultValue("2m") @DurationMin(millis = 1) Duration mainWaitMax,
      @DefaultValue("4") @Min(1) @Max(100) int downloadsMax,
      @NotNull @Size(min = 3, max = 3) List<@DurationMin(millis = 1) Duration> retryDelays,
      @DefaultValue("15s") @DurationMin(millis = 10) Duration lookInterval) {}

  /// What is made of a file to be shown before it is opened.
  ///
  /// @param pixelsMax of an image of which there is a thumbnail
  /// @param webpPixelsMax the same of WebP, which is decoded as a whole and not frugally
  /// @param sidePixels longest side of a thumbnail
  /// @param atOnceMax previews that are made at a time
  /// @param timeMax after which a file goes without
  public record Previews(
      @DefaultValue("25000000") @Min(1) long pixelsMax,
      @DefaultValue("4000000") @Min(1) long webpPixelsMax,
      @DefaultValue("320") @Min(16) @Max(4096) int sidePixels,
      @DefaultValue("2") @Min(1) @Max(100) int atOnceMax,
      @DefaultValue("5s") @DurationMin(millis = 1) Duration timeMax) {}
}
