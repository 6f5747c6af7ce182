package io.xmlfleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
  /** Outgoing connections get theirs from 32768 on. */
  @Test
  void isNoneThatAConnectionMayTake() {
    for (int i = 0; i < 20; i++) {
      assertThat(FreePort.find()).isBetween(20_000, 29_999);
    }
  }

  @Test
  void goesPastOneThatIsTaken() throws IOException {
    int port = FreePort.find();
    try (ServerSocket next = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePort.find()).isNotEqualTo(next.getLocalPort());
    }
  }
}
