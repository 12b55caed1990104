package io.awfar.gateway.live;

import io.awfar.gateway.channel.ChannelStatus;
import io.awfar.gateway.channel.ChannelStatuses;
import io.awfar.schemas.channel.ChannelDeletion;
import io.awfar.whatsapp.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A number as its workspace sees it from a version on: what the status of the workspace says of
/// it, and when that began. Of its secrets it says whether they can be read, and nothing else.
///
/// @param version of the change; a deletion has one, too
record SessionChange(ChannelStatus status, long version, Instant updatedAt) {

  static SessionChange of(Channel channel, ChannelStatuses statuses) {
    return new SessionChange(statuses.of(channel), channel.getVersion(), channel.getUpdatedAt());
  }

  /// @return null if it does not say which number of which workspace is gone
  static @Nullable SessionChange ofTombstone(
      ConsumerRecord<byte[], byte[]> record, ChannelStatuses statuses) {
    byte @Nullable [] key = record.key();
    ChannelDeletion deletion = ChannelDeletion.of(record.headers()).orElse(null);
    if (key == null || deletion == null) {
      return null;
    }
    String channelId = new String(key, StandardCharsets.UTF_8);
    return new SessionChange(
        statuses.ofDeleted(deletion.ownerId(), channelId),
        deletion.version(),
        deletion.deletedAt());
  }

  void write(JsonGenerator json) {
    json.writeStartObject();
    Members.text(json, "id", status.id());
    Members.text(json, "name", status.name());
    Members.text(json, "state", status.state());
    json.writeBooleanProperty("usable", status.usable());
    Members.text(json, "connection", status.connection());
    json.writeBooleanProperty("managed", status.managed());
    json.writeNumberProperty("version", version);
    Members.text(json, "updatedAt", updatedAt);
    json.writeEndObject();
  }
}
