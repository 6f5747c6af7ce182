package io.xmlfleet.chaos;

import io.xmlfleet.fleet.FleetProcess;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process of a fleet and those that take its place, as a container's restart policy would have
 * it: what ends without being asked is started again. Thread-safe.
 */
final class Node {
  /** Starts one more process of a name with arguments. */
  interface Starter {
    FleetProcess start(String name, String... arguments) throws IOException;
  }

  private final String name;
  private final String readyPattern;
  private final String[] arguments;
  private final Starter starter;
  private final Consumer<String> findings;
  private @Nullable FleetProcess current;
  private boolean wanted;
  private int starts;

  /**
   * A node that is not started yet.
   *
   * @param readyPattern what its output says once it works; ending by itself after that is a
   *     finding
   */
  Node(
      String name,
      String readyPattern,
      List<String> arguments,
      Starter starter,
      Consumer<String> findings) {
    this.name = name;
    this.readyPattern = readyPattern;
    this.arguments = arguments.toArray(String[]::new);
    this.starter = starter;
    this.findings = findings;
  }

  synchronized void start() throws IOException {
    wanted = true;
    if (current == null || !current.alive()) {
      current = starter.start(name + '.' + ++starts, arguments);
    }
  }

  /**
   * Also of the process that takes the place of one that ends before it works, or that another
   * fault keeps down for a while.
   */
  void awaitReady() throws Exception {
    FleetProcess awaited = process();
    try {
      awaited.await("(" + readyPattern + ")");
    } catch (AssertionError e) {
      TimeUnit.SECONDS.sleep(3);
      for (int i = 0; i < 60 && isDown(); i++) {
        TimeUnit.SECONDS.sleep(1);
      }
      if (process() == awaited) {
        throw e;
      }
      awaitReady();
    }
  }

  private synchronized boolean isDown() {
    return !wanted;
  }

  synchronized FleetProcess process() {
    if (current == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return current;
  }

  /** SIGKILL; it stays down until {@link #start}. */
  synchronized void kill() throws InterruptedException {
    wanted = false;
    if (current != null) {
      current.kill();
    }
  }

  /** SIGTERM; it stays down until {@link #start}. */
  void stop() throws IOException, InterruptedException {
    FleetProcess stopping;
    synchronized (this) {
      wanted = false;
      stopping = current;
    }
    if (stopping != null) {
      stopping.terminate();
    }
  }

  /**
   * SIGKILL to a process that it has started, not to itself.
   *
   * @return whether there was one
   */
  boolean killChild() {
    return process().killChild();
  }

  void freeze() throws IOException, InterruptedException {
    process().signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    process().signal("CONT");
  }

  /** Starts it again if it has ended without being asked to. */
  synchronized void keepUp() throws IOException {
    if (wanted && current != null && !current.alive()) {
      String output = current.output();
      if (output.contains(readyPattern)) {
        findings.accept(name + " ended by itself: " + lastLines(output));
      }
      start();
    }
  }

  private static String lastLines(String output) {
    String[] lines = output.split("\n");
    return String.join(
        " / ", Arrays.asList(lines).subList(Math.max(0, lines.length - 3), lines.length));
  }

  @Override
  public String toString() {
    return name;
  }

  synchronized void close() {
    wanted = false;
    if (current != null) {
      current.close();
    }
  }
}
