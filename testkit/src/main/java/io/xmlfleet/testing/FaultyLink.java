package io.xmlfleet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A port that forwards to another one, over a network that can be made slow, silent or broken.
 * Thread-safe.
 */
public final class FaultyLink implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 2_000;

  private final ServerSocket listener;
  private final int target;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicLong roundTrips = new AtomicLong();
  private volatile long delayMillis;
  private volatile boolean silent;
  private volatile boolean holdingReplies;
  private volatile boolean losingReplies;
  private volatile boolean away;
  private volatile boolean closed;

  private FaultyLink(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * Opens a link on a free port of 127.0.0.1.
   *
   * @param target port of the same machine; nobody needs to listen there yet
   */
  public static FaultyLink to(int target) {
    try {
      FaultyLink link =
          new FaultyLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      start(link::accept, "link-" + target);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How often a client has sent something after it had heard something, or for the first time. */
  public long roundTrips() {
    return roundTrips.get();
  }

  /** Delays whatever passes, in either direction. */
  public void delay(long millis) {
    delayMillis = millis;
  }

  /** Lets nothing pass, and nobody know. */
  public void silence(boolean on) {
    silent = on;
    goOn();
  }

  /** Lets only requests pass. */
  public void holdReplies(boolean on) {
    holdingReplies = on;
    goOn();
  }

  private synchronized void goOn() {
    notifyAll();
  }

  /** Forwards requests, and resets a connection instead of forwarding its answer. */
  public void loseReplies(boolean on) {
    losingReplies = on;
  }

  /** Resets all connections. */
  public void cut() {
    lines.forEach(Line::reset);
  }

  /** Drops all connections towards the server; the clients are not told, now or ever. */
  public void forget() {
    lines.forEach(Line::forget);
  }

  /** Resets all connections, and each new one until {@link #heal}. */
  public void goAway() {
    away = true;
    cut();
  }

  /** A network without faults, but for a delay. */
  public void heal(long millis) {
    away = false;
    delay(millis);
    loseReplies(false);
    holdReplies(false);
    silence(false);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        start(() -> connect(client), "line-" + target);
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    Line line = new Line(client, server);
    lines.add(line);
    if (away) {
      line.reset();
      return;
    }
    try {
      awaitSound(false);
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      start(() -> line.pump(server, client, true), "reply-" + target);
      line.pump(client, server, false);
    } catch (IOException | InterruptedException e) {
      line.reset();
    }
  }

  private synchronized void awaitSound(boolean reply) throws InterruptedException {
    while ((silent || (reply && holdingReplies)) && !closed) {
      wait();
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    goOn();
    cut();
  }

  /** One connection through the link. */
  private final class Line {
    private final Socket client;
    private final Socket server;
    private final AtomicBoolean clientsTurn = new AtomicBoolean(true);
    private volatile boolean forgotten;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Socket to, boolean reply) {
      byte[] buffer = new byte[BUFFER_BYTES];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (delayMillis > 0) {
            Thread.sleep(delayMillis);
          }
          awaitSound(reply);
          if (clientsTurn.getAndSet(reply) && !reply) {
            roundTrips.incrementAndGet();
          }
          if (reply && losingReplies) {
            break;
          }
          out.write(buffer, 0, read);
        }
      } catch (IOException | InterruptedException e) {
        // Ends like an end of the stream: both sides see a reset.
      }
      reset();
    }

    void reset() {
      lines.remove(this);
      reset(server);
      if (!forgotten) {
        reset(client);
      }
    }

    void forget() {
      forgotten = true;
      reset();
    }

    private static void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // It is closed already.
      }
      try {
        socket.close();
      } catch (IOException e) {
        // So it is.
      }
    }
  }
}
