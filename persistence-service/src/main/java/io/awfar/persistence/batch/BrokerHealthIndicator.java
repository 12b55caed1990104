package io.awfar.persistence.batch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Node;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Up when the Kafka cluster answers.
@Component("brokerHealthIndicator")
final class BrokerHealthIndicator implements ReactiveHealthIndicator, DisposableBean {

  private static final int ANSWER_MILLIS_MAX = 2_000;

  private final Admin admin;

  BrokerHealthIndicator(KafkaAdmin kafka) {
    Map<String, Object> configs = new HashMap<>(kafka.getConfigurationProperties());
    configs.put(AdminClientConfig.CLIENT_ID_CONFIG, "persistence-service-health");
    this.admin = Admin.create(configs);
  }

  @Override
  public Mono<Health> health() {
    return Mono.fromCompletionStage(this::nodes)
        .map(nodes -> Health.up().withDetail("nodes", nodes.size()).build())
        .onErrorResume(failure ->
            Mono.just(Health.down().withDetail("error", failure.getClass().getName()).build()));
  }

  @Override
  public void destroy() {
    admin.close();
  }

  private CompletionStage<Collection<Node>> nodes() {
    return admin
        .describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS_MAX))
        .nodes()
        .toCompletionStage();
  }
}
