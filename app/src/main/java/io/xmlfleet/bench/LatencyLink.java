package io.xmlfleet.bench;

import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A port of 127.0.0.1 that forwards to another one as if it were far away: what a client says after
 * the server has spoken waits for a while, which makes each round trip longer by that, however many
 * packets it has. Thread-safe.
 */
public final class LatencyLink implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 2_000;

  private final ServerSocket listener;
  private final int target;
  private final long delayNanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong roundTrips = new AtomicLong();
  private volatile boolean closed;

  private LatencyLink(ServerSocket listener, int target, Duration delay) {
    this.listener = listener;
    this.target = target;
    this.delayNanos = delay.toNanos();
  }

  /**
   * Opens a link on a free port.
   *
   * @param target port of 127.0.0.1
   * @throws InfrastructureException if there is no free port
   */
  public static LatencyLink to(int target, Duration delay) {
    try {
      LatencyLink link =
          new LatencyLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, delay);
      start(link::accept, "latency-accept");
      return link;
    } catch (IOException e) {
      throw new InfrastructureException("no free port on 127.0.0.1", e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How often clients have spoken since the server did, over all connections. */
  public long roundTrips() {
    return roundTrips.get();
  }

  private void accept() {
    while (!closed) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    open.add(client);
    open.add(server);
    try {
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Line line = new Line(client, server);
      start(line::requests, "latency-requests");
      start(line::answers, "latency-answers");
    } catch (IOException e) {
      close(client);
      close(server);
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }

  /** Cuts all connections. */
  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new InfrastructureException("a port does not close", e);
    }
    open.forEach(this::close);
  }

  /** One connection. */
  private final class Line {
    private final Socket client;
    private final Socket server;

    /** Whether the server has spoken since the client did: the next words begin a round trip. */
    private volatile boolean answered = true;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void requests() {
      forward(client, server, true);
    }

    void answers() {
      forward(server, client, false);
    }

    private void forward(Socket from, Socket to, boolean request) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (!request) {
            answered = true;
          } else if (answered) {
            answered = false;
            roundTrips.incrementAndGet();
            delay();
          }
          out.write(buffer, 0, read);
        }
      } catch (IOException e) {
        // One side has gone; the other one learns it below.
      } finally {
        close(client);
        close(server);
      }
    }

    private void delay() {
      long end = System.nanoTime() + delayNanos;
      for (long left = delayNanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
