package io.xmlfleet.worker.publish;

import io.xmlfleet.message.WorkerStatus;
import io.xmlfleet.pipeline.ItemReport;
import java.util.List;

/** Outcomes, dead letters and signs of life on their way to the topics. Thread-safe. */
public interface OutcomePublisher {
  /**
   * Publishes without waiting.
   *
   * @throws io.xmlfleet.failure.InfrastructureException if the broker refuses them for good
   */
  Sent send(List<ItemReport> reports);

  /** Reports on their way. Confined to one thread. */
  interface Sent {
    /**
     * Waits for the acknowledgements.
     *
     * @return the reports that are not acknowledged in time, to be given again; a report that is
     *     published twice changes nothing
     * @throws io.xmlfleet.failure.InfrastructureException if the broker refuses them for good
     */
    List<ItemReport> unacknowledged();
  }

  /** Publishes without waiting; whether it arrives is not learned. */
  void announce(WorkerStatus status);
}
