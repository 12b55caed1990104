package io.awfar.media.transfer;

import io.awfar.media.lane.Lane;
import io.awfar.media.lane.LaneBacklog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Up while messages are consumed; down while batches of new or slow files are held back, a
/// consumer has stopped or the deployment's token is refused. Says how many records wait in each
/// lane and how many numbers are refused, whether up or down.
final class TransfersHealthIndicator implements HealthIndicator {

  private final Outages outages;
  private final List<MessageListenerContainer> consumers;
  private final LaneBacklog backlog;
  private final RefusedNumbers refused;

  TransfersHealthIndicator(
      Outages outages,
      MessageListenerContainer messages,
      List<? extends MessageListenerContainer> lanes,
      LaneBacklog backlog,
      RefusedNumbers refused) {
    this.outages = outages;
    this.consumers = new ArrayList<>(lanes);
    this.consumers.add(messages);
    this.backlog = backlog;
    this.refused = refused;
  }

  @Override
  public Health health() {
    if (!consumers.stream().allMatch(TransfersHealthIndicator::isAtWork)) {
      return Health.down().withDetail("consumers", "stopped").build();
    }
    Optional<Outage.State> outage =
        Outages.TELLING.stream()
            .flatMap(lane -> outages.of(lane).state().stream())
            .min(Comparator.comparing(Outage.State::since));
    Health.Builder health =
        outage
            .map(state ->
                Health.down()
                    .withDetail("waitingFor", state.waitingFor())
                    .withDetail("since", state.since()))
            .or(this::refusal)
            .orElseGet(Health::up);
    return health
        .withDetail("lanes", lanes())
        .withDetail("numbersRefused", refused.count())
        .build();
  }

  private Optional<Health.Builder> refusal() {
    return refused
        .sharedSince()
        .map(since ->
            Health.down()
                .withDetail("waitingFor", "whatsapp-access-refused")
                .withDetail("since", since));
  }

  private Map<String, Object> lanes() {
    Map<String, Object> lanes = new LinkedHashMap<>();
    for (Lane lane : Lane.ASIDE) {
      lanes.put(
          lane.code(),
          outages
              .of(lane)
              .state()
              .<Object>map(state ->
                  Map.of("records", backlog.waiting(lane), "waitingFor", state.waitingFor()))
              .orElseGet(() -> Map.of("records", backlog.waiting(lane))));
    }
    return lanes;
  }

  private static boolean isAtWork(MessageListenerContainer consumer) {
    return consumer.isRunning() && consumer.isInExpectedState();
  }
}
