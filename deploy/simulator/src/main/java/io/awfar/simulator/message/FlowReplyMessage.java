package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// A filled-in flow; the answers are JSON in a string.
final class FlowReplyMessage implements MessagePiece {

  @Override
  public String type() {
    return "interactive";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    String answers =
        JsonText.object(form ->
            form.put("flow_token", facts.draw().hex())
                .put("rating", Integer.toString(1 + facts.draw().below(5)))
                .put("comment", Phrases.draw(facts.draw())));
    message.object(
        "interactive",
        interactive ->
            interactive
                .put("type", "nfm_reply")
                .object(
                    "nfm_reply",
                    reply ->
                        reply
                            .put("name", "flow")
                            .put("body", "Sent")
                            .put("response_json", answers)));
  }
}
