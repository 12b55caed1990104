package io.awfar.schemas.send;

import org.jspecify.annotations.Nullable;

/// The kinds of message that can be sent.
public enum SendKind {
  TEXT("text", new TextContent()),
  IMAGE("image", new MediaContent(true, false)),
  VIDEO("video", new MediaContent(true, false)),
  AUDIO("audio", new MediaContent(false, false)),
  DOCUMENT("document", new MediaContent(true, true)),
  STICKER("sticker", new MediaContent(false, false)),
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
