package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.List;
import java.util.stream.Stream;

/// A file that WhatsApp has under an id, or fetches from a link: `{"id"}` or `{"link"}`, with what
/// the kind has beside it.
///
/// @param extras what the kind has
record MediaContent(List<Extra> extras) implements Content {

  /// What some kinds of file have and others have not.
  enum Extra {
    /// A text that is shown with it.
    CAPTION("caption"),
    /// The name of the file.
    NAME("filename"),
    /// Whether it is played as a voice message: `voice`, of WhatsApp's guide "Audio messages".
    VOICE("voice");

    private final String member;

    Extra(String member) {
      this.member = member;
    }
  }

  private static final int ID_CHARS_MAX = 256;
  private static final int CAPTION_CHARS_MAX = 1024;
  private static final int FILE_NAME_CHARS_MAX = 240;

  static MediaContent of(Extra... extras) {
    return new MediaContent(List.of(extras));
  }

  @Override
  public void check(Fields content) {
    content.only(
        Stream.concat(Stream.of("id", "link"), extras.stream().map(extra -> extra.member))
            .toArray(String[]::new));
    if (content.has("id") == content.has("link")) {
      content.flaw(Code.MISSING, "id", "or link is needed, and not both");
    } else if (content.has("id")) {
      String unused = content.text("id", ID_CHARS_MAX);
    } else {
      content.url("link");
    }
    for (Extra extra : extras) {
      switch (extra) {
        case CAPTION -> content.optionalTexts(CAPTION_CHARS_MAX, extra.member);
        case NAME -> content.optionalTexts(FILE_NAME_CHARS_MAX, extra.member);
        case VOICE -> content.optionalFlag(extra.member);
      }
    }
  }
}
