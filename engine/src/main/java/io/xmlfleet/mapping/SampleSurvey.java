package io.xmlfleet.mapping;

import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.contract.plan.ContractPlan;
import io.xmlfleet.mapping.SampleFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sample documents say against a contract: paths that none of them has, values that columns
 * cannot take. Confined to one thread.
 */
public final class SampleSurvey {
  /** Hostile samples must not fill the memory. */
  private static final int MOST_VALUES = 1_000;

  private final ContractMapper mapper;
  private final List<TableTracer> tables;
  private final PathCoverage coverage;
  private final Map<Misfit, Tally> misfits = new LinkedHashMap<>();

  public SampleSurvey(ContractPlan plan) {
    ValueReaders readers = new ValueReaders();
    SourceText texts = new SourceText(plan);
    this.mapper = new ContractMapper(plan, readers);
    this.tables =
        plan.tablePlans().stream()
            .map(table -> new TableTracer(table, readers, texts, column -> true))
            .toList();
    this.coverage = new PathCoverage(plan);
  }

  /** Looks at one more document; what a mapper makes of it. */
  public Mapped add(byte[] document, DocumentContext context) {
    return mapper.map(
        document,
        context,
        input -> {
          coverage.add(input);
          tables.forEach(table -> table.trace(input, this::tally));
        });
  }

  /** What all documents so far say: paths first, then values, each in the contract's order. */
  public List<SampleFinding> findings() {
    List<SampleFinding> ofValues = new ArrayList<>();
    misfits.forEach(
        (misfit, tally) ->
            ofValues.add(
                new SampleFinding(
                    misfit.kind,
                    misfit.at,
                    misfit.text,
                    tally.count,
                    new ArrayList<>(tally.values))));
    ofValues.sort(
        Comparator.<SampleFinding>comparingInt(finding -> finding.at().line())
            .thenComparing(finding -> finding.at().column()));
    List<SampleFinding> findings = new ArrayList<>(unreached("no sample has"));
    findings.addAll(ofValues);
    return findings;
  }

  /**
   * Paths that no document so far has, in the contract's order.
   *
   * @param lead what goes before a path in what is found
   */
  public List<SampleFinding> unreached(String lead) {
    return coverage.unreached(lead);
  }

  private void tally(RowTrace row) {
    if (row.number() > 0 || row.rejects()) {
      row.values().forEach(value -> tally(row, value));
    }
  }

  private void tally(RowTrace row, ValueTrace value) {
    Object before = null;
    for (TraceStep step : value.steps()) {
      if (before instanceof String text) {
        tally(row, value, step, text);
      }
      before = step.result();
    }
  }

  private void tally(RowTrace row, ValueTrace value, TraceStep step, String before) {
    String column = row.table().table().id() + "." + value.column().column().name();
    boolean converts =
        step.kind() == TraceStep.Kind.CONVERTER || step.kind() == TraceStep.Kind.TYPE;
    if (step.result() instanceof Unusable unusable) {
      if (step.kind() == TraceStep.Kind.ENUM) {
        note(new Misfit(Kind.NO_ENTRY, value.at(), column + " " + unusable.reason()), before);
      } else if (converts) {
        note(new Misfit(Kind.UNUSABLE, value.at(), column + " " + unusable.reason()), before);
      }
    } else if (step.kind() == TraceStep.Kind.TYPE
        && step.result() instanceof String after
        && after.length() < before.length()) {
      note(
          new Misfit(
              Kind.CUT,
              value.at(),
              column + " is longer than " + value.column().column().type() + " and cut"),
          before);
    }
  }

  private void note(Misfit misfit, String value) {
    Tally tally = misfits.computeIfAbsent(misfit, any -> new Tally());
    tally.count++;
    if (tally.values.size() < MOST_VALUES) {
      tally.values.add(value);
    }
  }

  private record Misfit(Kind kind, SourcePosition at, String text) {}

  private static final class Tally {
    private long count;
    private final Set<String> values = new LinkedHashSet<>();
  }
}
