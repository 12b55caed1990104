package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.FlowChange;

/// What happened to a flow, or how well its endpoint answers.
final class FlowDetails {

  private FlowDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    event.setFlow(
        FlowChange.newBuilder()
            .setEvent(value.text("event"))
            .setFlowId(value.text("flow_id"))
            .setMessage(value.text("message"))
            .setStatus(value.text("new_status"))
            .setPreviousStatus(value.text("old_status"))
            .setAlertState(value.text("alert_state"))
            .setThreshold(value.number("threshold"))
            .setErrorRate(value.decimal("error_rate"))
            .setP50LatencyMillis(value.number("p50_latency"))
            .setP90LatencyMillis(value.number("p90_latency"))
            .setRequests(value.number("requests_count"))
            .setAvailability(value.number("availability"))
            .setWarning(value.text("warning"))
            .build());
  }
}
