package io.awfar.ingest;

import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.publish.PublishSettings;
import io.awfar.ingest.rehearsal.RehearsalSettings;
import io.awfar.ingest.send.SendSettings;
import io.awfar.ingest.webhook.WebhookSettings;
import io.awfar.schemas.topic.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Every setting of the service, checked before it starts.
@ConfigurationProperties("awfar.ingest")
@Validated
public record IngestSettings(
    @Valid @DefaultValue WebhookSettings webhook,
    @Valid @DefaultValue PublishSettings publish,
    @Valid @DefaultValue RehearsalSettings rehearsal,
    @Valid @DefaultValue ChannelSettings channel,
    @Valid @DefaultValue SendSettings send) {

  /// The largest request that the limits allow must also fit into the memory allowed.
  @AssertTrue(
      message =
          "publish.in-flight-bytes-max must be at least webhook.body-bytes-max"
              + " + webhook.split-bytes-max, or the largest webhook is refused for ever")
  public boolean isLargestRequestAccepted() {
    return publish.inFlightBytesMax().toBytes()
        >= webhook.bodyBytesMax().toBytes() + webhook.splitBytesMax().toBytes();
  }

  /// A body that is one event becomes one record.
  @AssertTrue(message = "webhook.body-bytes-max must be 7 MB at most: a record takes 8 MB")
  public boolean isLargestBodyOneRecord() {
    return webhook.bodyBytesMax().toMegabytes() < Topic.RECORD_BYTES_MAX >> 20;
  }
}
