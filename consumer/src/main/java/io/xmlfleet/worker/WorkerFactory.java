package io.xmlfleet.worker;

/** Makes fresh workers, at the start and for those that died. Thread-safe. */
interface WorkerFactory {
  /**
   * A worker that is ready to run: its consumer and its session are open.
   *
   * @param name {@code worker-1} …
   * @throws io.xmlfleet.failure.XmlfleetException if that cannot be done, saying what to fix
   */
  Worker create(String name);
}
