package io.awfar.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class KeyPartitionTest {

  @Test
  void bytesOfAnyLengthAreHashedAsKafkaHashesThem() {
    Random random = new Random(7);
    for (int length = 0; length < 200; length++) {
      for (int i = 0; i < 50; i++) {
        byte[] key = new byte[length];
        random.nextBytes(key);
        assertThat(KeyPartition.murmur2(key)).isEqualTo(Utils.murmur2(key));
      }
    }
  }

  @Test
  void aKeyIsWhereKafkasProducersPutIt() {
    for (int n = 0; n < 10_000; n++) {
      for (String key : new String[] {"1055|" + n, "1055|US." + n, "\u00e9\u20ac|" + n}) {
        int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
        assertThat(KeyPartition.of(key, 12)).isEqualTo(Utils.toPositive(hash) % 12);
      }
    }
  }
}
