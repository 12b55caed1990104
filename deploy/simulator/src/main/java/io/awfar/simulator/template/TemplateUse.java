package io.awfar.simulator.template;

import java.util.List;
import java.util.Set;

/// What a send says about the template it uses.
///
/// @param header types of the parameters of the header, such as `text` or `image`
/// @param body types of the parameters of the body
/// @param bodyChars length of the texts among them
/// @param buttons positions of the buttons that a parameter is given for
public record TemplateUse(
    String name,
    String language,
    List<String> header,
    List<String> body,
    int bodyChars,
    Set<Integer> buttons) {

  /// Keeps its own copies.
  public TemplateUse {
    header = List.copyOf(header);
    body = List.copyOf(body);
    buttons = Set.copyOf(buttons);
  }
}
