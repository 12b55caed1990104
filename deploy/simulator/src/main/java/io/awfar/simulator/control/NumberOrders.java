package io.awfar.simulator.control;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.number.AccessTokens;
import io.awfar.simulator.number.NumberRules;
import io.awfar.simulator.number.Numbers;
import io.awfar.simulator.number.ServiceWindows;
import io.awfar.simulator.number.WindowCheck;
import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.PhoneNumber;
import java.util.function.UnaryOperator;

/// `/_simulator/numbers`, `/_simulator/accounts` and `/_simulator/windows`: what is allowed.
final class NumberOrders {

  private final Numbers numbers;
  private final AccessTokens tokens;
  private final ServiceWindows windows;

  NumberOrders(Numbers numbers, AccessTokens tokens, ServiceWindows windows) {
    this.numbers = numbers;
    this.tokens = tokens;
    this.windows = windows;
  }

  Reply list() {
    return Reply.json(answer ->
        answer.list(
            "numbers", list -> numbers.all().forEach(each -> list.item(n -> write(n, each)))));
  }

  /// Changes what the order names, and nothing else.
  Reply change(String id, Order order) {
    PhoneNumber number = number(id);
    UnaryOperator<NumberRules> change =
        rules ->
            new NumberRules(
                order.whole("error", rules.error()),
                order.number("sendsPerSecond", rules.sendsPerSecond()),
                order.truth("pairLimit", rules.pairLimit()),
                order.choice("window", WindowCheck.class, rules.window()));
    NumberRules unused = change.apply(NumberRules.NONE);
    boolean hasToken = order.has("accessToken");
    String token = order.text("accessToken", "");
    order.end();
    if (hasToken) {
      tokens.give(id, token);
    }
    NumberRules unusedNow = numbers.change(number, change);
    return Reply.json(answer -> write(answer, number));
  }

  Reply limitAccounts(Order order) {
    double perHour = order.number("callsPerHour", 0);
    if (perHour < 0 || perHour > 1e9) {
      throw new IllegalArgumentException("callsPerHour must be 0 to 1000000000");
    }
    order.end();
    numbers.limitAccounts(perHour);
    return Reply.success();
  }

  /// Opens or closes someone's window; the person is named by the phone number, or by the user id
  /// where there is none.
  Reply window(Order order) {
    String number = number(order.text("number")).id();
    String person = order.text("person");
    boolean open = order.truth("open", true);
    order.end();
    if (open) {
      windows.opened(number, person);
    } else {
      windows.closed(number, person);
    }
    return Reply.success();
  }

  private PhoneNumber number(String id) {
    try {
      return numbers.get(id);
    } catch (GraphError e) {
      throw new IllegalArgumentException("there is no number with this id", e);
    }
  }

  private void write(JsonText json, PhoneNumber number) {
    NumberRules rules = numbers.rules(number);
    json.put("number", number.id())
        .put("account", number.accountId())
        .put("error", rules.error())
        .put("sendsPerSecond", rules.sendsPerSecond())
        .put("pairLimit", rules.pairLimit())
        .put("window", rules.window().name());
  }
}
