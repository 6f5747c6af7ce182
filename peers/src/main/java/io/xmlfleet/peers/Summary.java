package io.xmlfleet.peers;

import io.xmlfleet.bench.Figures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The rounds of one contender in one arm: the median of its rates, the sum of its mistakes.
 * Immutable.
 *
 * @param rates documents a second; a round that did not finish counts with what it settled
 */
record Summary(
    int rounds,
    long finished,
    Figures rates,
    double medianRateOnceBegun,
    double medianSeconds,
    double medianFirstSeconds,
    double medianCpuSeconds,
    long lost,
    long doubled,
    long wronglyDead,
    long poisonLoaded,
    long rowsOff) {

  static Summary of(List<Score> scores) {
    double[] rates = sorted(scores.stream().mapToDouble(Score::documentsPerSecond).toArray());
    return new Summary(
        scores.size(),
        scores.stream().filter(Score::finished).count(),
        new Figures(rates[0], median(rates), rates[rates.length - 1]),
        median(sorted(scores.stream().mapToDouble(Score::documentsPerSecondOnceBegun).toArray())),
        median(sorted(scores.stream().mapToDouble(Score::seconds).toArray())),
        median(sorted(scores.stream().mapToDouble(Score::firstSeconds).toArray())),
        median(sorted(scores.stream().mapToDouble(Score::cpuSeconds).toArray())),
        sum(scores, Score::lost),
        sum(scores, Score::doubled),
        sum(scores, Score::wronglyDead),
        sum(scores, Score::poisonLoaded),
        sum(scores, score -> Math.abs(score.rowsOff())));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rounds", rounds);
    json.put("finished", finished);
    json.put("documents_per_second", rates);
    json.put("median_documents_per_second_once_begun", medianRateOnceBegun);
    json.put("median_seconds", medianSeconds);
    json.put("median_seconds_to_first", medianFirstSeconds);
    json.put("median_cpu_seconds", medianCpuSeconds);
    json.put("lost", lost);
    json.put("doubled", doubled);
    json.put("wrongly_dead_lettered", wronglyDead);
    json.put("poison_loaded", poisonLoaded);
    json.put("rows_off", rowsOff);
    return json;
  }

  private static long sum(List<Score> scores, ToLongFunction<Score> what) {
    return scores.stream().mapToLong(what).sum();
  }

  private static double[] sorted(double[] values) {
    Arrays.sort(values);
    return values;
  }

  private static double median(double[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
