package io.awfar.persistence.batch;

import org.apache.kafka.common.Metric;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/// How far consumers are behind, by what their last fetch of each partition said.
final class ConsumerLag {

  private static final String PARTITION_LAG = "records-lag";

  private ConsumerLag() {}

  /// Records not read yet, over the partitions that this process owns.
  static double records(ConcurrentMessageListenerContainer<?, ?> container) {
    return container.metrics().values().stream()
        .flatMap(metrics -> metrics.values().stream())
        .filter(metric -> metric.metricName().name().equals(PARTITION_LAG))
        .map(Metric::metricValue)
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(lag -> !Double.isNaN(lag))
        .sum();
  }
}
