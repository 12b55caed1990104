package io.awfar.guarantees.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Filling a disk must never fill the machine's own.
final class SmallDiskTest {

  @TempDir Path folder;

  @Test
  void aProcessThatHasMountedNothingHasNoSmallDisk() {
    assertThat(SmallDisk.isMounted(ProcessHandle.current().pid(), folder)).isFalse();
  }

  @Test
  void aProcessThatIsGoneHasNoSmallDisk() {
    assertThat(SmallDisk.isMounted(Integer.MAX_VALUE, folder)).isFalse();
  }
}
