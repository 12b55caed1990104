package io.awfar.schemas.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.schemas.send.Flaw.Code;
import java.util.List;

/// Judges contents in the shape of WhatsApp's send API.
public final class SendContents {

  private SendContents() {}

  /// Notes what WhatsApp would refuse, and puts the content into the form that it asks for.
  public static void check(SendKind kind, JsonNode content, Flaws flaws) {
    if (kind == SendKind.CONTACTS) {
      List<Fields> people =
          Fields.elements(content, kind.typeName(), ContactContent.CONTACTS_MAX, flaws);
      if (people.isEmpty()) {
        flaws.add(Code.MISSING, kind.typeName(), "names nobody");
      }
      people.forEach(kind.content()::check);
    } else if (content instanceof ObjectNode object) {
      kind.content().check(new Fields(object, kind.typeName(), flaws));
    } else {
      flaws.add(Code.INVALID_CONTENT, kind.typeName(), "is not an object");
    }
  }
}
