package io.awfar.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.problem.RefusedException;
import org.junit.jupiter.api.Test;

class UploadRoomTest {

  @Test
  void asManyUploadsAsThereIsRoomForAreTakenAndNoMore() {
    UploadRoom room = new UploadRoom(2, 1000);
    UploadRoom.Place first = room.take(10);
    room.take(10);
    assertThatThrownBy(() -> room.take(10)).isInstanceOf(RefusedException.class);

    first.close();
    first.close();

    room.take(10);
    assertThat(room.uploads()).isEqualTo(2);
  }

  @Test
  void asManyBytesAsThereIsRoomForAreTakenAndNoMore() {
    UploadRoom room = new UploadRoom(10, 1000);
    UploadRoom.Place first = room.take(600);
    assertThatThrownBy(() -> room.take(600)).isInstanceOf(RefusedException.class);

    first.close();

    room.take(600);
    assertThat(room.bytes()).isEqualTo(600);
  }

  @Test
  void whatIsLargerThanAllTheRoomGoesAlone() {
    UploadRoom room = new UploadRoom(10, 1000);
    room.take(5000);
    assertThatThrownBy(() -> room.take(1)).isInstanceOf(RefusedException.class);
  }
}
