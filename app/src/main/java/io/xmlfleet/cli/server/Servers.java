package io.xmlfleet.cli.server;

import io.xmlfleet.process.Shutdown;
import java.time.Duration;

/** Waiting of commands that serve. */
public final class Servers {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private Servers() {}

  public static void untilStopped(Shutdown shutdown) {
    boolean asked = false;
    while (!asked) {
      asked = shutdown.await(A_WHILE);
    }
  }
}
