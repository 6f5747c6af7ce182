package io.xmlfleet.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What the rounds of one measurement gave. Immutable.
 *
 * @param median the middle one; of an even number of rounds, the mean of the two in the middle
 */
public record Figures(double min, double median, double max) {
  static Figures of(List<Double> rounds) {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    if (count == 0) {
      throw new IllegalArgumentException("no rounds");
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Figures(sorted[0], median, sorted[count - 1]);
  }

  Figures times(double factor) {
    double[] ends = {min * factor, max * factor};
    Arrays.sort(ends);
    return new Figures(ends[0], median * factor, ends[1]);
  }
}
