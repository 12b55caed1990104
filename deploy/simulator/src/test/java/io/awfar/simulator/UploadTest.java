package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.simulator.media.MediaId;
import io.awfar.simulator.media.MediaKind;
import io.awfar.simulator.payload.Draw;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadTest {

  private RunningSimulator running;

  @BeforeEach
  void open() throws Exception {
    running = RunningSimulator.start();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void aRemovedFileIsGone() throws Exception {
    String id =
        Caller.json(running.caller.upload("image/jpeg", new byte[2000])).get("id").asString();
    String url = Caller.json(running.caller.get("/v23.0/" + id)).get("url").asString();
    String path = url.substring(running.simulator.api().toString().length());
    String image =
        """
        {"messaging_product":"whatsapp","to":"20100","type":"image","image":{"id":"%s"}}
        """
            .formatted(id);
    assertThat(running.caller.send(image).statusCode()).isEqualTo(200);
    assertThat(running.caller.get(path).statusCode()).isEqualTo(200);
    assertThat(running.caller.delete("/v23.0/" + id).statusCode()).isEqualTo(200);
    assertThat(Caller.code(running.caller.get("/v23.0/" + id))).isEqualTo(100);
    assertThat(Caller.code(running.caller.delete("/v23.0/" + id))).isEqualTo(100);
    assertThat(running.caller.get(path).statusCode()).isEqualTo(404);
    assertThat(Caller.code(running.caller.send(image))).isEqualTo(100);
    assertThat(running.simulator.sends().removals()).isEqualTo(2);
  }

  @Test
  void aFileCanBeAskedForOfANumberThatIsOurs() throws Exception {
    String id = MediaId.draw(MediaKind.PNG, 1024, Draw.of(1)).toString();
    String path = "/v23.0/" + id + "?phone_number_id=";
    assertThat(running.caller.get(path + Caller.NUMBER).statusCode()).isEqualTo(200);
    assertThat(Caller.code(running.caller.get(path + "42"))).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "0, image/jpeg, 1000",
    "0, audio/ogg; codecs=opus, 1000",
    "0, application/pdf, 6000000",
    "100, application/zip, 1000",
    "100, image/gif, 1000",
    "131053, image/png, 5242881",
    "131053, image/webp, 600000"
  })
  void anUploadIsOfATypeAndSizeThatWhatsAppTakes(int code, String type, int bytes)
      throws Exception {
    assertThat(Caller.code(running.caller.upload(type, new byte[bytes]))).isEqualTo(code);
  }
}
