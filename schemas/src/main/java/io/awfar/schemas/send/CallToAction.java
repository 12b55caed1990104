package io.awfar.schemas.send;

import java.util.List;

/// A button that opens an address: `{"name": "cta_url", "parameters": {"display_text", "url"}}`.
final class CallToAction implements Content {

  private static final int TITLE_CHARS_MAX = 20;

  @Override
  public void check(Fields action) {
    action.only("name", "parameters");
    String unused = action.choice("name", List.of("cta_url"));
    Fields button = action.object("parameters");
    button.only("display_text", "url");
    unused = button.text("display_text", TITLE_CHARS_MAX);
    button.url("url");
  }
}
