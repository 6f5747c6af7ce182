package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one path from the root, and what happens at them: a scope begins or a capture is
 * made.
 *
 * @param opens the scope; {@link CapturePlan#NONE}: it is a capture
 */
record Pattern(List<PathStep> steps, int opens, @Nullable Capture capture) {
  static Pattern opening(List<PathStep> steps, int scope) {
    return new Pattern(steps, scope, null);
  }

  /** Whether its elements may stand in each other, or are treated as if they may. */
  boolean nests() {
    return steps.stream().anyMatch(PathStep::isAnywhere) || (capture != null && capture.nests());
  }

  static Pattern capturing(List<PathStep> steps, Capture capture) {
    return new Pattern(steps, CapturePlan.NONE, capture);
  }
}
