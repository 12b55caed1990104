package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;

/// A file that WhatsApp has under an id, or fetches from a link: `{"id"}` or `{"link"}`, with
/// caption and file name where the kind has them.
///
/// @param captioned whether a caption is shown with it
/// @param named whether a file name is shown with it
record MediaContent(boolean captioned, boolean named) implements Content {

  private static final int ID_CHARS_MAX = 256;
  private static final int CAPTION_CHARS_MAX = 1024;
  private static final int FILE_NAME_CHARS_MAX = 240;

  @Override
  public void check(Fields content) {
    if (content.has("id") == content.has("link")) {
      content.flaw(Code.MISSING, "id", "or link is needed, and not both");
    } else if (content.has("id")) {
      String unused = content.text("id", ID_CHARS_MAX);
    } else {
      content.url("link");
    }
    allow(content, "caption", captioned, CAPTION_CHARS_MAX);
    allow(content, "filename", named, FILE_NAME_CHARS_MAX);
  }

  private static void allow(Fields content, String name, boolean allowed, int charsMax) {
    String text = content.optionalText(name, charsMax);
    if (!allowed && !text.isEmpty()) {
      content.flaw(Code.INVALID_VALUE, name, "is not for this kind of file");
    }
  }
}
