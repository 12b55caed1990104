package io.awfar.gateway.error;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Something that a body holds beyond its members. Its value is left where it was: it may be a
/// secret under a misspelt name.
@JsonDeserialize(using = UnknownMember.Skipped.class)
public final class UnknownMember {

  private static final UnknownMember INSTANCE = new UnknownMember();

  private UnknownMember() {}

  static final class Skipped extends ValueDeserializer<UnknownMember> {

    @Override
    public UnknownMember deserialize(JsonParser parser, DeserializationContext context) {
      parser.skipChildren();
      return INSTANCE;
    }
  }
}
