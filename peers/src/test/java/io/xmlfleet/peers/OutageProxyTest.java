package io.xmlfleet.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutageProxyTest {
  private ServerSocket database;
  private OutageProxy proxy;

  @BeforeEach
  void start() throws IOException {
    database = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy = OutageProxy.before(database.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    database.close();
  }

  @Test
  void passesQuestionsAndAnswersOn() throws IOException {
    try (Socket client = client();
        Socket server = database.accept()) {
      client.getOutputStream().write(1);
      assertThat(server.getInputStream().read()).isEqualTo(1);
      server.getOutputStream().write(2);
      assertThat(client.getInputStream().read()).isEqualTo(2);
    }
  }

  @Test
  void dropsAnswersButNotQuestionsWhenMuted() throws IOException {
    try (Socket client = client();
        Socket server = database.accept()) {
      proxy.mute();
      client.getOutputStream().write(1);
      assertThat(server.getInputStream().read()).isEqualTo(1);
      server.getOutputStream().write(2);
      server.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void cutsConnectionsAndRefusesNewOnesUntilItComesBack() throws IOException {
    try (Socket client = client();
        Socket server = database.accept()) {
      proxy.goAway();
      assertThat(server.getInputStream().read()).isEqualTo(-1);
      assertGone(client);
    }
    try (Socket late = client()) {
      assertGone(late);
    }
    proxy.comeBack();
    try (Socket client = client();
        Socket server = database.accept()) {
      client.getOutputStream().write(3);
      assertThat(server.getInputStream().read()).isEqualTo(3);
    }
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  /** Closed in order, or reset. */
  private static void assertGone(Socket client) {
    try {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    } catch (IOException e) {
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }
}
