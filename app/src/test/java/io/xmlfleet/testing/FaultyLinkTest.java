package io.xmlfleet.testing;

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
class FaultyLinkTest {
  private ServerSocket database;
  private FaultyLink link;

  @BeforeEach
  void start() throws IOException {
    database = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    link = FaultyLink.to(database.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
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
  void losesAnswersButNotQuestionsThatItHeldWhenItIsCut() throws IOException {
    try (Socket client = client();
        Socket server = database.accept()) {
      link.holdReplies(true);
      client.getOutputStream().write(1);
      assertThat(server.getInputStream().read()).isEqualTo(1);
      server.getOutputStream().write(2);
      link.cut();
      assertGone(client);
    }
  }

  @Test
  void cutsConnectionsAndRefusesNewOnesUntilItComesBack() throws IOException {
    try (Socket client = client();
        Socket server = database.accept()) {
      link.goAway();
      assertGone(server);
      assertGone(client);
    }
    try (Socket late = client()) {
      assertGone(late);
    }
    link.heal(0);
    try (Socket client = client();
        Socket server = database.accept()) {
      client.getOutputStream().write(3);
      assertThat(server.getInputStream().read()).isEqualTo(3);
    }
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), link.port());
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
