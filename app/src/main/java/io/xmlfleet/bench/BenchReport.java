package io.xmlfleet.bench;

import io.xmlfleet.message.FleetJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured. Immutable.
 *
 * @param bytes size of the documents
 * @param bare documents a second that the parser alone reads, on {@code bareThreads} threads
 * @param runs by number of workers, in the order of the plan
 */
public record BenchReport(
    BenchPlan plan, long bytes, int bareThreads, Figures bare, List<Run> runs, Instant at) {
  private static final double SECONDS_A_MINUTE = 60;

  /**
   * The whole fleet with some workers.
   *
   * @param rate documents a second
   */
  public record Run(int workers, Figures rate) {
    public Figures perMinute() {
      return rate.times(SECONDS_A_MINUTE);
    }
  }

  public BenchReport {
    runs = List.copyOf(runs);
  }

  /** How much faster than with the fewest workers, by the medians. */
  public double speedup(Run run) {
    return run.rate().median() / fewest().rate().median();
  }

  /** The speed-up by what it would be if each worker added as much as the first. */
  public double efficiency(Run run) {
    return speedup(run) * fewest().workers() / run.workers();
  }

  /** What the best number of workers loads, by what the parser alone reads. */
  public double ratioToBareAalto() {
    return runs.stream().mapToDouble(run -> run.rate().median()).max().orElseThrow()
        / bare.median();
  }

  private Run fewest() {
    return runs.stream().min(Comparator.comparingInt(Run::workers)).orElseThrow();
  }

  /** One object; rates are medians where nothing else is said. */
  public byte[] json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("measured_at", at);
    json.put("profile", plan.profile().toString());
    json.put("documents", plan.documents());
    json.put("bytes", bytes);
    json.put("seed", plan.seed());
    json.put("documents_a_transaction", plan.batch());
    json.put("database_latency_ms", plan.target().latency().toNanos() / 1e6);
    json.put("kafka", plan.target().broker());
    json.put("database", plan.target().store());
    json.put("warm_ups", plan.warmUps());
    json.put("rounds", plan.rounds());
    json.put("machine", machine());
    json.put("bare_aalto", Map.of("threads", bareThreads, "documents_per_second", bare));
    Map<String, Double> perMinute = new LinkedHashMap<>();
    List<Map<String, Object>> results = new ArrayList<>();
    for (Run run : runs) {
      perMinute.put(Integer.toString(run.workers()), run.perMinute().median());
      results.add(result(run));
    }
    json.put("records_per_minute", perMinute);
    json.put("results", results);
    json.put("ratio_to_bare_aalto", ratioToBareAalto());
    return FleetJson.write(json);
  }

  private Map<String, Object> result(Run run) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("workers", run.workers());
    result.put("records_per_minute", run.perMinute().median());
    result.put("records_per_minute_min", run.perMinute().min());
    result.put("records_per_minute_max", run.perMinute().max());
    result.put("megabytes_per_second", run.rate().median() * bytes / plan.documents() / 1e6);
    result.put("speedup", speedup(run));
    result.put("parallel_efficiency", efficiency(run));
    return result;
  }

  private static Map<String, Object> machine() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("java", Runtime.version().toString());
    machine.put("max_heap_bytes", Runtime.getRuntime().maxMemory());
    return machine;
  }
}
