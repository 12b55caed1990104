package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

  private final ObjectKey key = new ObjectKey(UUID.randomUUID(), "0af9".repeat(16));

  @Test
  void aFileAndWhatIsBesideItHaveOneKey() {
    assertThat(ObjectKey.ofObject(key.toString())).contains(key);
    assertThat(ObjectKey.ofObject(key.thumbnail())).contains(key);
    assertThat(ObjectKey.ofObject(key + ".whatsapp-106540352242922")).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "awfar-private-probe",
        "",
        "00000000-0000-4000-8000-000000000001/",
        "00000000-0000-4000-8000-000000000001/0af9",
        "00000000-0000-4000-8000-00000000000A/"
            + "0af90af90af90af90af90af90af90af90af90af90af90af90af90af90af90af9",
        "00000000-0000-4000-8000-000000000001/"
            + "0AF90af90af90af90af90af90af90af90af90af90af90af90af90af90af90af9",
        "00000000-0000-4000-8000-000000000001/"
            + "0af90af90af90af90af90af90af90af90af90af90af90af90af90af90af90af9x",
        "backup/00000000-0000-4000-8000-000000000001/"
            + "0af90af90af90af90af90af90af90af90af90af90af90af90af90af90af90af9"
      })
  void whatElseIsInTheBucketIsNobodysFile(String name) {
    assertThat(ObjectKey.ofObject(name)).isEmpty();
  }
}
