package io.awfar.simulator.channel;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.JsonText;
import java.util.List;

/// What happens on one number: echoes, history, calls, preferences, groups.
final class NumberEvents {

  static final ChannelPiece ECHO = echo(EchoContent.text("أهلاً، كيف يمكنني مساعدتك؟"));

  static final List<ChannelPiece> KINDS =
      List.of(
          ECHO,
          ChannelPiece.ofNumber("history", NumberEvents::history),
          ChannelPiece.ofNumber("smb_app_state_sync", NumberEvents::appState),
          ChannelPiece.ofNumber("user_preferences", NumberEvents::preferences),
          ChannelPiece.ofNumber("calls", NumberEvents::call),
          ChannelPiece.ofNumber("group_lifecycle_update", NumberEvents::group));

  private NumberEvents() {}

  /// The echo of this.
  static ChannelPiece echo(EchoContent content) {
    return ChannelPiece.ofMessage(
        "smb_message_echoes", (value, facts) -> echo(value, facts, content));
  }

  /// Who hides the number is named by the user id alone, in the echo and in `contacts`.
  private static void echo(JsonText value, ChannelFacts facts, EchoContent content) {
    Contact contact = facts.contact();
    value
        .list(
            "contacts",
            contacts ->
                contacts.item(entry ->
                    entry
                        .putIfPresent("wa_id", contact.phone())
                        .putIfPresent("user_id", contact.userId())
                        .putIfPresent("parent_user_id", contact.parentUserId())))
        .list(
            "message_echoes",
            echoes ->
                echoes.item(message ->
                    message
                        .put("from", facts.number().display())
                        .putIfPresent("to", contact.phone())
                        .putIfPresent("to_user_id", contact.userId())
                        .putIfPresent("to_parent_user_id", contact.parentUserId())
                        .put("id", facts.wamid())
                        .put("timestamp", facts.timestamp())
                        .put("type", content.type())
                        .object(content.type(), content.members())));
  }

  /// How far the handing over of a history has come. The messages of one would be events of their
  /// own, of which the ledger counts one a webhook.
  private static void history(JsonText value, ChannelFacts facts) {
    value.list(
        "history",
        history ->
            history.item(chunk ->
                chunk
                    .object(
                        "metadata",
                        metadata ->
                            metadata
                                .put("phase", 0)
                                .put("chunk_order", 1 + facts.draw().below(9))
                                .put("progress", facts.draw().below(101)))
                    .list(
                        "threads",
                        threads -> threads.item(thread -> thread.put("id", facts.unique())))));
  }

  private static void appState(JsonText value, ChannelFacts facts) {
    Contact contact = facts.contact();
    value.list(
        "state_sync",
        list ->
            list.item(item ->
                item.put("type", "contact")
                    .object(
                        "contact",
                        card ->
                            card.put("full_name", contact.name() + ' ' + facts.unique())
                                .putIfPresent("phone_number", contact.phone()))
                    .put("action", "add")
                    .object("metadata", metadata -> metadata.put("timestamp", facts.timestamp()))));
  }

  private static void preferences(JsonText value, ChannelFacts facts) {
    value
        .list("contacts", contacts -> contacts.raw(facts.contact().json()))
        .list(
            "user_preferences",
            list ->
                list.item(item ->
                    item.putIfPresent("wa_id", facts.contact().phone())
                        .putIfPresent("user_id", facts.contact().userId())
                        .put("detail", "User requested to stop " + facts.unique())
                        .put("category", "marketing_messages")
                        .put("value", facts.draw().chance(0.7) ? "stop" : "resume")
                        .put("timestamp", facts.at().getEpochSecond())));
  }

  private static void call(JsonText value, ChannelFacts facts) {
    value.list(
        "calls",
        calls ->
            calls.item(call ->
                call.put("id", "wacid." + facts.unique())
                    .put("from", facts.contact().id())
                    .put("to", facts.number().display())
                    .put("event", "terminate")
                    .put("direction", "USER_INITIATED")
                    .put("timestamp", facts.timestamp())
                    .put("duration", facts.draw().below(600))
                    .put("status", "COMPLETED")));
  }

  private static void group(JsonText value, ChannelFacts facts) {
    value.list(
        "groups",
        groups ->
            groups.item(group ->
                group
                    .put("timestamp", facts.timestamp())
                    .put("group_id", "group-" + facts.unique())
                    .put("type", "group_create")
                    .put("request_id", facts.unique())
                    .put("subject", "عملاء VIP")));
  }
}
