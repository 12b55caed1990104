package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  @Test
  void addressesOfVersion4AreToldApart() throws Exception {
    assertThat(of("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(of("192.0.2.2"));
  }

  @Test
  void addressesOfVersion6AreToldApartByTheirFirst64Bits() throws Exception {
    assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
  }

  @Test
  void anAddressOfVersion4ThatIsWrittenAsOneOfVersion6IsThatAddress() throws Exception {
    assertThat(of("::ffff:192.0.2.1")).isEqualTo(of("192.0.2.1"));
  }

  @Test
  void whatIsNoAddressIsOneWhateverItSays() {
    assertThat(ClientAddress.of(null))
        .isEqualTo(ClientAddress.of(InetSocketAddress.createUnresolved("unknown-1", 1)))
        .isEqualTo(ClientAddress.of(InetSocketAddress.createUnresolved("_hidden", 1)));
  }

  private static String of(String address) throws UnknownHostException {
    return ClientAddress.of(new InetSocketAddress(InetAddress.getByName(address), 40000));
  }
}
