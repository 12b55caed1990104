package io.awfar.simulator.control;

import io.awfar.simulator.channel.EchoContent;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.scene.Scenes;
import org.jspecify.annotations.Nullable;

/// `/_simulator/events`: what someone writes, or WhatsApp reports, now.
final class SceneOrders {

  private static final int PER_CHUNK = 5000;

  private final Scenes scenes;

  SceneOrders(Scenes scenes) {
    this.scenes = scenes;
  }

  Reply play(Order order) {
    String number = order.text("number");
    Kind kind = order.choice("event", Kind.class, Kind.TEXT);
    if (kind == Kind.HISTORY) {
      int messages = order.whole("messages", 1000);
      int perChunk = order.whole("perChunk", PER_CHUNK);
      order.end();
      int webhooks = scenes.history(number, messages, perChunk);
      return Reply.json(answer -> answer.put("webhooks", webhooks));
    }
    String person = order.text("person");
    String body = order.text("body", "Hello");
    String message = order.text("message", "");
    String emoji = order.text("emoji", "");
    @Nullable String newPhone = order.has("newPhone") ? order.text("newPhone") : null;
    @Nullable String newUserId = order.has("newUserId") ? order.text("newUserId") : null;
    order.end();
    String id =
        switch (kind) {
          case TEXT -> scenes.text(number, person, body);
          case EDIT -> scenes.edit(number, person, needed("message", message), body);
          case REVOKE -> scenes.revoke(number, person, needed("message", message));
          case REACTION -> scenes.react(number, person, needed("message", message), emoji);
          case CHANGED_NUMBER ->
              scenes.changedNumber(number, person, needed("newPhone", newPhone), newUserId);
          case CHANGED_USER_ID ->
              scenes.changedUserId(number, person, needed("newUserId", newUserId));
          case ECHO -> scenes.echo(number, person, EchoContent.text(body));
          case ECHO_EDIT ->
              scenes.echo(number, person, EchoContent.edit(needed("message", message), body));
          case ECHO_REVOKE ->
              scenes.echo(number, person, EchoContent.revoke(needed("message", message)));
          case HISTORY -> throw new IllegalStateException("a history is of nobody");
        };
    return Reply.json(answer -> answer.put("id", id));
  }

  private static String needed(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name + " is needed");
    }
    return value;
  }

  private enum Kind {
    TEXT,
    EDIT,
    REVOKE,
    REACTION,
    CHANGED_NUMBER,
    CHANGED_USER_ID,
    ECHO,
    ECHO_EDIT,
    ECHO_REVOKE,
    HISTORY
  }
}
