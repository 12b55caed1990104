package io.awfar.dedup.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.KnownSchemas;
import io.awfar.dedup.seen.SeenMemory;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {

  private final String description =
      new DedupTopology(
              new AvroDeserializer<>(new KnownSchemas()),
              new AvroSerializer<>(new KnownSchemas()),
              new SeenMemory(1),
              Duration.ofDays(8))
          .build()
          .describe()
          .toString();

  @Test
  void theReadmeShowsTheTopologyAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains("```\n" + description + "```\n");
  }

  @Test
  void itIsOneSubTopologyWithoutRepartitioning() {
    assertThat(description).containsOnlyOnce("Sub-topology").doesNotContain("repartition");
  }
}
