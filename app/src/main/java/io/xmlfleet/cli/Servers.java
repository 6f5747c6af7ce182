package io.xmlfleet.cli;

import io.xmlfleet.wiring.Shutdown;
import java.time.Duration;

/** Waiting of commands that serve. */
final class Servers {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private Servers() {}

  static void untilStopped(Shutdown shutdown) {
    boolean asked = false;
    while (!asked) {
      asked = shutdown.await(A_WHILE);
    }
  }
}
