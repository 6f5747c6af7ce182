package io.xmlfleet.http;

import io.xmlfleet.failure.Backoff;
import io.xmlfleet.failure.SupervisedLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which no whole request comes for a while. The server's own idle limit
 * begins anew with each byte, so that a byte now and then would hold a connection for ever. Answers
 * may take their time, event streams among them. Thread-safe.
 */
final class SlowConnections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlowConnections.class);
  private static final int LOOKS = 4;

  /**
   * What was seen of a connection when it was last idle, or began.
   *
   * @param requests whose headers had come
   * @param bytes that had come
   */
  private record Seen(long requests, long bytes, long sinceNanos) {
    static Seen of(Connection connection) {
      Connection spoken =
          connection instanceof SslConnection encrypted
              ? encrypted.getSslEndPoint().getConnection()
              : connection;
      return new Seen(
          spoken == null ? 0 : spoken.getMessagesIn(), connection.getBytesIn(), System.nanoTime());
    }

    /**
     * Whether a request is awaited since then: bytes of it came, or it is the first one. Between
     * two requests a connection may be idle, and the next one has all its time.
     */
    boolean isOwed(Seen now) {
      return requests == now.requests && (requests == 0 || now.bytes > bytes);
    }

    boolean isSlow(Seen now, Duration limit) {
      return isOwed(now) && now.sinceNanos - sinceNanos >= limit.toNanos();
    }
  }

  private final Duration limit;
  private @Nullable SupervisedLoop loop;
  private Map<EndPoint, Seen> seen = new HashMap<>();

  /**
   * Closes none yet.
   *
   * @param limit for a request: from its first bytes, or the beginning of the connection
   */
  SlowConnections(Duration limit) {
    this.limit = limit;
  }

  void watch(Server server) {
    Duration pause = limit.dividedBy(LOOKS);
    Backoff afterFailure = new Backoff(pause, limit);
    loop =
        new SupervisedLoop(
            "slow-connections", pause, afterFailure, new Looks(server), Clock.systemUTC());
    loop.start();
  }

  private final class Looks implements SupervisedLoop.Task {
    private final Server server;

    Looks(Server server) {
      this.server = server;
    }

    @Override
    public void round() {
      sweep(server);
    }

    @Override
    public void failed(Throwable cause) {
      LOG.warn("Slow connections are not closed just now", cause);
    }
  }

  private void sweep(Server server) {
    Map<EndPoint, Seen> still = new HashMap<>();
    for (Connector connector : server.getConnectors()) {
      for (EndPoint end : connector.getConnectedEndPoints()) {
        Connection connection = end.getConnection();
        if (connection != null) {
          Seen now = Seen.of(connection);
          Seen before = seen.getOrDefault(end, now);
          if (before.isSlow(now, limit)) {
            end.close();
          }
          still.put(end, before.isOwed(now) ? before : now);
        }
      }
    }
    seen = still;
  }

  @Override
  public void close() {
    SupervisedLoop running = loop;
    if (running != null) {
      running.close();
    }
  }
}
