package io.xmlfleet.dashboard;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.message.ProgressReport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Where progress reports come from. Called by one thread. */
@FunctionalInterface
public interface ProgressSource {
  /**
   * Hands over the reports that are known, in their order, then each that comes.
   *
   * @param caughtUp told once those that are known are handed over
   * @param goOn asked a few times a second; false ends it
   * @throws InfrastructureException if the source fails; it is asked anew after a while
   */
  void follow(Consumer<ProgressReport> visitor, Runnable caughtUp, BooleanSupplier goOn);
}
