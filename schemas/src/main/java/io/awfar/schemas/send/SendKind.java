package io.awfar.schemas.send;

import io.awfar.schemas.send.MediaContent.Extra;
import org.jspecify.annotations.Nullable;

/// The kinds of message that can be sent.
public enum SendKind {
  TEXT("text", new TextContent()),
  IMAGE("image", MediaContent.of(Extra.CAPTION)),
  VIDEO("video", MediaContent.of(Extra.CAPTION)),
  AUDIO("audio", MediaContent.of(Extra.VOICE)),
  DOCUMENT("document", MediaContent.of(Extra.CAPTION, Extra.NAME)),
  STICKER("sticker", MediaContent.of()),
  TEMPLATE("template", new TemplateContent()),
  INTERACTIVE("interactive", new InteractiveContent()),
  LOCATION("location", new LocationContent()),
  /// The one whose content is an array; its class checks an element.
  CONTACTS("contacts", new ContactContent()),
  REACTION("reaction", new ReactionContent()),
  /// No message at all: the mark that one was read.
  READ("read", new ReadContent());

  private final String typeName;
  private final Content content;

  SendKind(String typeName, Content content) {
    this.typeName = typeName;
    this.content = content;
  }

  /// The kind of this name, null if there is none.
  public static @Nullable SendKind of(String typeName) {
    for (SendKind kind : values()) {
      if (kind.typeName.equals(typeName)) {
        return kind;
      }
    }
    return null;
  }

  /// As it stands in the command, and as WhatsApp names it.
  public String typeName() {
    return typeName;
  }

  Content content() {
    return content;
  }
}
