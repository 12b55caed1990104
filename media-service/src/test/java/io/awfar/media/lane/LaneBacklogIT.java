package io.awfar.media.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class LaneBacklogIT {

  @Test
  void whatTheClusterTellsNoMoreIsNotKnownAnyMore() throws Exception {
    makeTopic(Lane.SLOW);
    LaneBacklog backlog =
        new LaneBacklog(RunningService.kafka(), Map.of(Lane.SLOW, "group-" + UUID.randomUUID()));
    try (backlog) {
      await()
          .until(() -> {
            backlog.look();
            return backlog.waiting(Lane.SLOW) >= 0;
          });
    }

    // Closed, it is told nothing.
    backlog.look();

    assertThat(backlog.waiting(Lane.SLOW)).isEqualTo(-1);
  }

  private static void makeTopic(Lane lane) throws Exception {
    try (Admin admin = Admin.create(RunningService.kafka())) {
      if (!admin.listTopics().names().get().contains(lane.topic().name())) {
        admin.createTopics(List.of(lane.topic().newTopic((short) 1))).all().get();
      }
    }
  }
}
