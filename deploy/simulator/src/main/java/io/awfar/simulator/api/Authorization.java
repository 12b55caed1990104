package io.awfar.simulator.api;

import com.sun.net.httpserver.HttpExchange;
import io.awfar.simulator.control.Control;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import io.awfar.simulator.number.AccessTokens;
import io.awfar.simulator.number.Numbers;

/// Lets calls with the right bearer token through.
public final class Authorization {

  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final Numbers numbers;
  private final SendLedger ledger;

  /// Calls about these numbers.
  public Authorization(AccessTokens tokens, Numbers numbers, SendLedger ledger) {
    this.tokens = tokens;
    this.numbers = numbers;
    this.ledger = ledger;
  }

  /// @throws GraphError 190 if the token is missing or not the right one
  void check(HttpExchange exchange) throws GraphError {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String token =
        header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    if (!allows(token, exchange.getRequestURI().getPath().split("/", -1))) {
      ledger.count(Call.UNAUTHORIZED);
      throw GraphError.token();
    }
  }

  private boolean allows(String token, String[] path) {
    if (path.length > 1 && path[1].equals(Control.PATH)) {
      return tokens.allowsAll(token);
    }
    return path.length > 2 && numbers.has(path[2])
        ? tokens.allows(token, path[2])
        : tokens.allows(token);
  }
}
