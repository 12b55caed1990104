package io.awfar.gateway.chat;

import java.util.ArrayList;
import java.util.List;

/// The statement that finds the chats of a page that a [ChatFilter] lets through, and only those:
/// by an index that is in the order of the list below an equality on what is asked for. Rows that
/// other filters take out again are read, too, so that a page costs at most as much as there are
/// chats to which one of its filters applies.
///
/// It has `chat_id`, and binds the workspace, the place, the limit and the offset before `values`.
///
/// @param values what it binds from `$6` on
record ChatKeys(String keys, List<Object> values) {

  /// A row of a chat that is not there would make a page shorter, and so look like the last one.
  private static final String THERE = "and exists (select from chats w where w.id = t.chat_id)";

  private static final int BOUND_BEFORE = 5;

  private static final String PLACE_AND_ORDER =
      """
      and (<table>.last_message_at, <table>.chat_id) < ($2, $3)
      order by <table>.last_message_at desc, <table>.chat_id desc
      """;

  private static final String OF_TEAM =
      """
      select t.chat_id, t.last_message_at
      from chat_team t
      where t.owner_id = $1 <conditions> <there>
      """
          + PLACE_AND_ORDER.replace("<table>", "t");

  private static final String OF_LABEL =
      """
      select a.chat_id, a.last_message_at
      from chat_labels a
      join labels n on n.id = a.label_id and n.owner_id = $1 and n.deleted_at is null
      join chat_team t on t.chat_id = a.chat_id and t.owner_id = $1
      where a.label_id = <label> <conditions> <there>
      """
          + PLACE_AND_ORDER.replace("<table>", "a");

  private static final String PAGE = " limit $4 offset $5";

  // The index of assignees has the open and the closed ones apart, and is in order in each.
  private static final String OF_BOTH_STATES =
      "select k.chat_id, k.last_message_at from ((<open> limit $4 + $5) union all"
          + " (<closed> limit $4 + $5)) k order by k.last_message_at desc, k.chat_id desc"
          + PAGE;

  /// Also of chats that are not there.
  String sql() {
    return keys.replace("<there>", "");
  }

  /// Of chats that are there alone.
  String existing() {
    return keys.replace("<there>", THERE);
  }

  static ChatKeys of(ChatFilter filter) {
    List<Object> values = new ArrayList<>();
    StringBuilder conditions = new StringBuilder();
    if (filter.assigneeId() != null) {
      conditions.append(" and t.assignee_id = ").append(bound(values, filter.assigneeId()));
    }
    if (filter.channelId() != null) {
      conditions.append(" and t.channel_id = ").append(bound(values, filter.channelId()));
    }
    if (filter.unread()) {
      conditions.append(" and t.unread");
    }
    Boolean closed = filter.closed();
    if (filter.labelId() != null) {
      String label = bound(values, filter.labelId());
      String state = closed == null ? "" : state(closed);
      return new ChatKeys(
          OF_LABEL.replace("<label>", label).replace("<conditions>", conditions + state) + PAGE,
          values);
    }
    if (closed == null && filter.assigneeId() != null) {
      return new ChatKeys(
          OF_BOTH_STATES
              .replace("<open>", OF_TEAM.replace("<conditions>", conditions + state(false)))
              .replace("<closed>", OF_TEAM.replace("<conditions>", conditions + state(true))),
          values);
    }
    String state = closed == null ? "" : state(closed);
    return new ChatKeys(OF_TEAM.replace("<conditions>", conditions + state) + PAGE, values);
  }

  private static String state(boolean closed) {
    return " and t.closed = " + closed;
  }

  private static String bound(List<Object> values, Object value) {
    values.add(value);
    return "$" + (BOUND_BEFORE + values.size());
  }
}
