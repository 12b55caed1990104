package io.awfar.simulator.control;

import io.awfar.simulator.fault.ActiveFault;
import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import io.awfar.simulator.fault.Faults;
import io.awfar.simulator.fault.Operation;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.payload.JsonText;
import java.time.Duration;
import java.util.Locale;

/// `/_simulator/faults`: adds, lists and ends what goes wrong.
final class FaultOrders {

  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Faults faults;

  FaultOrders(Faults faults) {
    this.faults = faults;
  }

  Reply add(Order order) {
    Kind kind = order.choice("effect", Kind.class, Kind.REFUSE);
    Effect effect = effect(kind, order);
    Fault fault =
        new Fault(
            effect,
            order.truth("accepted", false),
            order.choice("operation", Operation.class, Operation.SEND),
            order.text("number", ""),
            order.text("recipient", ""),
            order.number("share", 1),
            order.has("count") ? order.whole("count", 1) : Fault.ALWAYS);
    order.end();
    long id = faults.add(fault);
    return Reply.json(answer -> answer.put("id", id));
  }

  Reply list() {
    return Reply.json(answer ->
        answer.list(
            "faults", list -> faults.all().forEach(each -> list.item(f -> write(f, each)))));
  }

  Reply end(String id) {
    if (!id.matches("\\d{1,18}") || !faults.remove(Long.parseLong(id))) {
      throw new IllegalArgumentException("there is no such fault");
    }
    return Reply.success();
  }

  Reply endAll() {
    faults.clear();
    return Reply.success();
  }

  private static Effect effect(Kind kind, Order order) {
    Duration delay = order.time("delay", kind == Kind.SILENCE ? SILENCE : Duration.ZERO);
    Duration delayMax = order.time("delayMax", delay);
    int code = order.whole("code", 131000);
    int http = order.whole("http", 0);
    Duration retryAfter = order.time("retryAfter", Duration.ZERO);
    return switch (kind) {
      case REFUSE -> new Effect.Refuse(code, http, retryAfter);
      case HTTP -> new Effect.HttpError(http == 0 ? 502 : http);
      case DELAY -> new Effect.Delay(delay, delayMax);
      case NO_ID -> new Effect.NoId();
      case DROP -> new Effect.Drop();
      case SILENCE -> new Effect.Silence(delay);
      case FAIL -> new Effect.Fail(code);
      case NO_STATUSES -> new Effect.NoStatuses();
    };
  }

  private static void write(JsonText json, ActiveFault active) {
    Fault fault = active.fault();
    json.put("id", active.id());
    switch (fault.effect()) {
      case Effect.Refuse(int code, int http, Duration retryAfter) ->
          json.put("effect", "refuse")
              .put("code", code)
              .put("http", http)
              .put("retryAfter", retryAfter.toMillis() + "ms");
      case Effect.HttpError(int http) -> json.put("effect", "http").put("http", http);
      case Effect.Delay(Duration min, Duration max) ->
          json.put("effect", "delay")
              .put("delay", min.toMillis() + "ms")
              .put("delayMax", max.toMillis() + "ms");
      case Effect.NoId noId -> json.put("effect", "no_id");
      case Effect.Drop drop -> json.put("effect", "drop");
      case Effect.Silence(Duration longest) ->
          json.put("effect", "silence").put("delay", longest.toMillis() + "ms");
      case Effect.Fail(int code) -> json.put("effect", "fail").put("code", code);
      case Effect.NoStatuses none -> json.put("effect", "no_statuses");
    }
    json.put("accepted", fault.accepted())
        .put("operation", fault.operation().name().toLowerCase(Locale.ROOT))
        .put("number", fault.number())
        .put("recipient", fault.recipient())
        .put("share", fault.share())
        .put("hits", active.hits());
    if (fault.times() != Fault.ALWAYS) {
      json.put("count", fault.times());
    }
  }

  private enum Kind {
    REFUSE,
    HTTP,
    DELAY,
    NO_ID,
    DROP,
    SILENCE,
    FAIL,
    NO_STATUSES
  }
}
