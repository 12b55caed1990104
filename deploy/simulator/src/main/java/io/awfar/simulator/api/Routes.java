package io.awfar.simulator.api;

import com.sun.net.httpserver.HttpExchange;
import io.awfar.simulator.control.Control;
import io.awfar.simulator.fault.CallFacts;
import io.awfar.simulator.fault.Faults;
import io.awfar.simulator.fault.Operation;
import io.awfar.simulator.graph.Answer;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import io.awfar.simulator.number.NumberFacts;
import io.awfar.simulator.number.Numbers;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.template.TemplateList;
import io.awfar.simulator.template.Templates;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Which part of the API a call is for.
public final class Routes {

  private static final String FILES = "files";

  private final Media media;
  private final Messages messages;
  private final Uploads uploads;
  private final Numbers numbers;
  private final Templates templates;
  private final Faults faults;
  private final Control control;
  private final SendLedger ledger;

  /// Routes to these parts.
  public Routes(
      Media media,
      Messages messages,
      Numbers numbers,
      Templates templates,
      Faults faults,
      Control control,
      SendLedger ledger) {
    this.media = media;
    this.messages = messages;
    this.uploads = new Uploads(ledger);
    this.numbers = numbers;
    this.templates = templates;
    this.faults = faults;
    this.control = control;
    this.ledger = ledger;
  }

  /// The answer to a call whose token was right.
  ///
  /// @param root the server, as the caller knows it
  Answer answer(HttpExchange exchange, String root) throws GraphError, IOException {
    String path = exchange.getRequestURI().getPath();
    String[] parts = path.substring(1).split("/", -1);
    Map<String, String> query = Query.of(exchange.getRequestURI().getRawQuery());
    if (parts[0].equals(Control.PATH)) {
      return control.answer(
          exchange.getRequestMethod(),
          List.of(parts).subList(1, parts.length),
          query,
          exchange.getRequestBody());
    }
    if (parts[0].equals(FILES) && parts.length == 2 && isGet(exchange)) {
      return disturbed(
          Operation.MEDIA, "", () -> media.download(parts[1], exchange.getRequestURI().getQuery()));
    }
    if (!parts[0].matches("v\\d{1,3}\\.\\d{1,2}")) {
      throw GraphError.parameter("Invalid version format. Use format like 'v23.0'");
    }
    return switch (parts.length) {
      case 2 -> object(exchange, parts[1], query, root + '/' + FILES + '/');
      case 3 -> edge(exchange, parts[1], parts[2], query);
      default -> throw GraphError.unknownPath(path);
    };
  }

  private Answer object(
      HttpExchange exchange, String id, Map<String, String> query, String fileRoot)
      throws GraphError, IOException {
    if (isGet(exchange) && numbers.has(id)) {
      PhoneNumber number = numbers.get(id);
      return question(
          Operation.NUMBER,
          number,
          () -> NumberFacts.of(number, numbers.rules(number), query.getOrDefault("fields", "")));
    }
    // The file need not be of this number, but the number must be one.
    String owner = query.get("phone_number_id");
    if (owner != null) {
      PhoneNumber unused = numbers.get(owner);
    }
    if (isGet(exchange)) {
      return disturbed(Operation.MEDIA, "", () -> media.lookup(id, fileRoot));
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      return disturbed(Operation.MEDIA, "", () -> media.remove(id));
    }
    throw GraphError.unknownObject(id);
  }

  private Answer edge(HttpExchange exchange, String id, String name, Map<String, String> query)
      throws GraphError, IOException {
    if (isGet(exchange)) {
      return account(id, name, query);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw GraphError.unknownObject(id);
    }
    return switch (name) {
      case "messages" -> messages.accept(id, exchange.getRequestBody());
      case "media" -> {
        PhoneNumber number = numbers.get(id);
        yield disturbed(
            Operation.MEDIA,
            id,
            () ->
                uploads.accept(
                    number,
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody()));
      }
      default -> throw GraphError.unknownPath('/' + id + '/' + name);
    };
  }

  private Answer account(String id, String name, Map<String, String> query)
      throws GraphError, IOException {
    List<PhoneNumber> ofAccount = numbers.ofAccount(id);
    if (ofAccount.isEmpty()) {
      throw GraphError.unknownObject(id);
    }
    return switch (name) {
      case "message_templates" ->
          question(
              Operation.TEMPLATES,
              ofAccount.getFirst(),
              () -> TemplateList.of(id, templates.all(id), query));
      case "phone_numbers" ->
          question(
              Operation.NUMBER,
              ofAccount.getFirst(),
              () -> NumberFacts.list(ofAccount, numbers, query.getOrDefault("fields", "")));
      default -> throw GraphError.unknownPath('/' + id + '/' + name);
    };
  }

  private Answer question(Operation operation, PhoneNumber number, Disturbed.Work work)
      throws GraphError, IOException {
    ledger.count(Call.QUERY);
    return disturbed(
        operation,
        number.id(),
        () -> {
          if (numbers.rules(number).error() == 190) {
            numbers.admitAtAll(number);
          }
          numbers.admitCall(number.accountId());
          return work.reply();
        });
  }

  private Answer disturbed(Operation operation, String number, Disturbed.Work work)
      throws GraphError, IOException {
    return Disturbed.call(faults.disturbance(CallFacts.of(operation, number)), work);
  }

  private static boolean isGet(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET");
  }
}
