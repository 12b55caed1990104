package io.awfar.simulator.control;

import io.awfar.simulator.fault.Faults;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.ledger.Ledger;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.number.AccessTokens;
import io.awfar.simulator.number.Numbers;
import io.awfar.simulator.number.ServiceWindows;
import io.awfar.simulator.scene.Scenes;
import io.awfar.simulator.template.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// Controls a simulator from outside; the README lists paths and members.
///
/// Who has the token for everything may do all of it. What is wrong with a call is one sentence,
/// with 400.
public final class Control {

  /// First part of its paths.
  public static final String PATH = "_simulator";

  private final FaultOrders faults;
  private final NumberOrders numbers;
  private final SceneOrders scenes;
  private final TemplateOrders templates;
  private final Counts counts;

  /// Control of these parts.
  public Control(
      Faults faults,
      Numbers numbers,
      AccessTokens tokens,
      ServiceWindows windows,
      Scenes scenes,
      Templates templates,
      SendLedger sends,
      Ledger ledger) {
    this.faults = new FaultOrders(faults);
    this.numbers = new NumberOrders(numbers, tokens, windows);
    this.scenes = new SceneOrders(scenes);
    this.templates = new TemplateOrders(templates, scenes);
    this.counts = new Counts(sends, ledger);
  }

  /// Does what a call asks for.
  ///
  /// @param path what follows `/_simulator/`, in parts
  public Reply answer(String method, List<String> path, Map<String, String> query, InputStream body)
      throws IOException {
    try {
      return switch (method) {
        case "GET" -> get(String.join("/", path), query);
        case "POST" -> post(path, Order.read(body));
        case "DELETE" -> delete(path);
        default -> throw new IllegalArgumentException("use GET, POST or DELETE");
      };
    } catch (IllegalArgumentException e) {
      return Reply.json(400, answer -> answer.put("error", String.valueOf(e.getMessage())));
    }
  }

  private Reply get(String path, Map<String, String> query) {
    return switch (path) {
      case "faults" -> faults.list();
      case "numbers" -> numbers.list();
      case "sends" -> counts.sends(query);
      case "reads" -> counts.reads(query);
      case "ledger" -> counts.ledger();
      default -> throw unknown();
    };
  }

  private Reply post(List<String> path, Order order) {
    if (path.size() == 2 && path.getFirst().equals("numbers")) {
      return numbers.change(path.get(1), order);
    }
    return switch (String.join("/", path)) {
      case "faults" -> faults.add(order);
      case "accounts" -> numbers.limitAccounts(order);
      case "windows" -> numbers.window(order);
      case "events" -> scenes.play(order);
      case "templates" -> templates.put(order);
      default -> throw unknown();
    };
  }

  private Reply delete(List<String> path) {
    if (!path.isEmpty() && path.getFirst().equals("faults") && path.size() <= 2) {
      return path.size() == 1 ? faults.endAll() : faults.end(path.get(1));
    }
    throw unknown();
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException("there is nothing at this path");
  }
}
