package io.xmlfleet.peers;

import io.xmlfleet.failure.InfrastructureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the contenders and the database, and can be away: then answers under way are
 * dropped, connections are cut and new ones refused. Thread-safe.
 */
final class OutageProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BACKLOG = 64;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private volatile boolean muted;

  private OutageProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Listens on any free port of 127.0.0.1.
   *
   * @param target port of the same address
   */
  static OutageProxy before(int target) {
    try {
      ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      OutageProxy proxy = new OutageProxy(server, target);
      daemon(proxy::accept, "proxy");
      return proxy;
    } catch (IOException e) {
      throw new InfrastructureException("no free port on 127.0.0.1", e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Answers are lost from now on, but what is asked still arrives: a commit that is under way takes
   * place, and nobody hears of it.
   */
  void mute() {
    muted = true;
  }

  /** Cuts all connections; new ones are closed at once until {@link #comeBack}. */
  void goAway() {
    away = true;
    sockets.forEach(OutageProxy::quietly);
    sockets.clear();
  }

  void comeBack() {
    muted = false;
    away = false;
  }

  @Override
  public void close() {
    quietly(server);
    goAway();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // Closed, or a client that did not stay: the next one counts.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    if (away) {
      client.close();
      return;
    }
    Socket database = new Socket();
    try {
      database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      client.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
    } catch (IOException e) {
      quietly(client);
      quietly(database);
      throw e;
    }
    sockets.add(client);
    sockets.add(database);
    daemon(() -> pump(client, database, false), "proxy-asks");
    daemon(() -> pump(database, client, true), "proxy-answers");
    if (away) {
      goAway();
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!answers || !muted) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // Either side is gone, and with it the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // It is gone either way.
    }
  }
}
