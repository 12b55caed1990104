package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.ArrayList;
import java.util.List;

/// A file, by the id of an upload or by its address, never both: schema `MediaObject_1`.
///
/// @param more members beyond id and link
record MediaShape(List<String> more, KnownMedia media) implements SendShape {

  private static final int CAPTION_CHARS_MAX = 1024;
  private static final int FILENAME_CHARS_MAX = 240;

  @Override
  public void check(Member content) throws GraphError {
    List<String> names = new ArrayList<>(more);
    names.add("id");
    names.add("link");
    content.only(names.toArray(String[]::new));
    if (content.has("id") == content.has("link")) {
      throw content.has("id")
          ? GraphError.member(
              "Param " + content.path() + " must have either an id or a link, not both.")
          : GraphError.member(
              "The parameter " + content.path() + "['id'] or ['link'] is required.");
    }
    if (content.has("link")) {
      content.url("link");
    } else {
      String id = content.text("id", 100);
      if (!media.has(id)) {
        throw GraphError.member(
            "Param "
                + content.path()
                + "['id'] is not a valid whatsapp business account media attachment ID");
      }
    }
    content.optionalText("caption", CAPTION_CHARS_MAX);
    content.optionalText("filename", FILENAME_CHARS_MAX);
    content.optionalTruth("voice");
  }
}
