package io.xmlfleet.embedded;

import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on 127.0.0.1 for servers that have to know theirs some time before they open it.
 *
 * <p>The system's own choice (port 0) will not do for them: it comes from the range out of which
 * the system also gives every outgoing connection its port, so that in the seconds until the server
 * is there, or while it is away, any connection may take it. These come from below that range on
 * Linux (32768), macOS and Windows (49152), and from below Kubernetes' node ports (30000).
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;

  /**
   * Begins anywhere, so that processes do not meet; then counts, so that nobody here gets one
   * twice.
   */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /**
   * A port that nobody listens on, other than those found before.
   *
   * @throws InfrastructureException if all of them are taken
   */
  public static int find() {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new InfrastructureException(
        "no free port on 127.0.0.1 from " + FIRST + " to " + (FIRST + COUNT - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
