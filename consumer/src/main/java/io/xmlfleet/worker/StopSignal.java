package io.xmlfleet.worker;

/** Asks a worker to finish what it has in hand and leave. Thread-safe. */
final class StopSignal {
  private volatile boolean raised;

  void raise() {
    raised = true;
  }

  boolean raised() {
    return raised;
  }
}
