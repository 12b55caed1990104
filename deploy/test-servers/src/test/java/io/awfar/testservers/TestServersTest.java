package io.awfar.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestServersTest {

  @Test
  void theBrokerAnswers() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void everyDatabaseIsNewAndDurable() throws Exception {
    TestPostgres.Database first = TestPostgres.create();
    TestPostgres.Database second = TestPostgres.create();

    assertThat(first).isNotEqualTo(second);
    try (var connection = DriverManager.getConnection(first.jdbcUrl());
        var rows = connection.createStatement().executeQuery("show fsync")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("on");
    }
  }

  @Test
  void theObjectStoreRefusesWhoeverDoesNotSign() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI buckets = TestS3.start().endpoint().resolve("/");

      assertThat(http.send(HttpRequest.newBuilder(buckets).build(), BodyHandlers.discarding()))
          .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403));
    }
  }
}
