package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// An answer to the question whether the business may call.
final class CallPermissionMessage implements MessagePiece {

  @Override
  public String type() {
    return "interactive";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    boolean accepted = facts.draw().chance(0.7);
    message.object(
        "interactive",
        interactive ->
            interactive
                .put("type", "call_permission_reply")
                .object(
                    "call_permission_reply",
                    reply -> {
                      reply
                          .put("response", accepted ? "accept" : "reject")
                          .put("is_permanent", false)
                          .put("response_source", "user_action");
                      if (accepted) {
                        reply.put("expiration_timestamp", facts.at().getEpochSecond() + 604_800);
                      }
                    }));
  }
}
