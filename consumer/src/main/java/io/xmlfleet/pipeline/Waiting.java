package io.xmlfleet.pipeline;

import java.time.Duration;

/**
 * How a loader lets time pass: called before each transaction with zero, and before a retry with
 * the delay. The worker polls meanwhile, so that a long batch does not cost the group membership.
 */
@FunctionalInterface
public interface Waiting {
  void waitFor(Duration duration);
}
