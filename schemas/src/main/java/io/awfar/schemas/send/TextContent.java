package io.awfar.schemas.send;

/// `{"body", "preview_url"}`.
final class TextContent implements Content {

  private static final int BODY_CHARS_MAX = 4096;

  @Override
  public void check(Fields content) {
    content.only("body", "preview_url");
    String unused = content.text("body", BODY_CHARS_MAX);
    content.optionalFlag("preview_url");
  }
}
