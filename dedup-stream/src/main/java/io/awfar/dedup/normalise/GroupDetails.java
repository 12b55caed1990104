package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.GroupChange;
import io.awfar.whatsapp.GroupParticipant;
import io.awfar.whatsapp.GroupSetting;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened to groups: that they came or went, who is in them, and how they are set.
final class GroupDetails {

  private static final List<String> SETTINGS =
      List.of("group_subject", "group_description", "profile_picture", "join_approval_mode");

  private GroupDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    event.setGroups(value.objects("groups").stream().map(group -> group(group, event)).toList());
  }

  private static GroupChange group(JsonFields group, ChannelEvent.Builder event) {
    return GroupChange.newBuilder()
        .setGroupId(group.id("group_id"))
        .setType(group.text("type"))
        .setRequestId(group.text("request_id"))
        .setOccurredAt(group.secondsOfPast("timestamp", event.getReceivedAt()))
        .setSubject(group.text("subject"))
        .setDescription(group.text("description"))
        .setInviteLink(group.text("invite_link"))
        .setJoinApprovalMode(group.text("join_approval_mode"))
        .setReason(group.text("reason"))
        .setInitiatedBy(group.text("initiated_by"))
        .setJoinRequestId(group.text("join_request_id"))
        .setWaId(group.id("wa_id"))
        .setUserId(group.id("user_id"))
        .setAdded(participants(group, "added_participants"))
        .setRemoved(participants(group, "removed_participants"))
        .setFailed(participants(group, "failed_participants"))
        .setSettings(settings(group))
        .setErrors(Errors.of(group))
        .build();
  }

  private static List<GroupParticipant> participants(JsonFields group, String name) {
    return group.objects(name).stream()
        .map(participant ->
            new GroupParticipant(
                participant.id("input"),
                participant.id("wa_id"),
                participant.id("user_id"),
                Errors.of(participant)))
        .toList();
  }

  private static List<GroupSetting> settings(JsonFields group) {
    return SETTINGS.stream().map(name -> setting(group, name)).flatMap(Stream::ofNullable).toList();
  }

  private static @Nullable GroupSetting setting(JsonFields group, String name) {
    JsonFields setting = group.object(name);
    return setting == null
        ? null
        : new GroupSetting(
            name,
            setting.text("text"),
            setting.text("mime_type"),
            setting.text("sha256"),
            setting.flagIfAny("update_successful"),
            Errors.of(setting));
  }
}
