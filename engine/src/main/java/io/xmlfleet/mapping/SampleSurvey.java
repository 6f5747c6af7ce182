package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.SourcePosition;
import io.xmlfleet.contract.convert.Reading.Inexact;
import io.xmlfleet.contract.convert.TypeConversion;
import io.xmlfleet.contract.convert.TypeConversions;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.failure.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
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

  /** Where a path of the contract may be meant to lead that leads nowhere. */
  private final UnusedPaths others;

  private final Map<Misfit, Tally> misfits = new LinkedHashMap<>();
  private final IdentityHashMap<ColumnMapping, TypeConversion> exact = new IdentityHashMap<>();

  public SampleSurvey(ContractPlan plan) {
    this(plan, new ContractMapper(plan));
  }

  /** A survey of documents whose values mean nothing: of their paths only, without predicates. */
  public static SampleSurvey ofPaths(ContractPlan plan) {
    return new SampleSurvey(plan, new ContractMapper(plan, plan.capture().withOpenGates()));
  }

  private SampleSurvey(ContractPlan plan, ContractMapper mapper) {
    this.mapper = mapper;
    this.tables = mapper.tracers((table, column) -> true);
    this.coverage = new PathCoverage(plan);
    this.others = new UnusedPaths(plan.capture());
  }

  /** Looks at one more document; what a mapper makes of it. */
  public Mapped add(byte[] document, DocumentContext context) {
    Mapped mapped =
        mapper.map(
            document,
            context,
            input -> {
              coverage.add(input);
              tables.forEach(table -> table.trace(input, this::tally));
            });
    if (!coverage.isComplete()) {
      Failure unused = others.add(document, context.deadline()); // the mapper tells of it
    }
    return mapped;
  }

  /** What all documents so far say: paths first, then values, each in the contract's order. */
  public List<Finding> findings() {
    List<Finding> ofValues = new ArrayList<>();
    misfits.forEach(
        (misfit, tally) ->
            ofValues.add(
                new Finding(
                    misfit.kind,
                    misfit.at,
                    misfit.text,
                    tally.count,
                    new ArrayList<>(tally.values))));
    ofValues.sort(
        Comparator.<Finding>comparingInt(finding -> finding.at().line())
            .thenComparing(finding -> finding.at().column()));
    List<Finding> findings = new ArrayList<>(unreached("no sample has"));
    findings.addAll(ofValues);
    return findings;
  }

  /**
   * Paths that no document so far has, in the contract's order.
   *
   * @param lead what goes before a path in what is found
   */
  public List<Finding> unreached(String lead) {
    Set<String> there = new LinkedHashSet<>();
    for (UnusedPaths.Found found : others.found()) {
      for (int end = found.path().length(); end > 0; end = found.path().lastIndexOf('/', end - 1)) {
        there.add(found.path().substring(0, end)); // and the elements around it
      }
    }
    return coverage.unreached(lead, there);
  }

  private void tally(TableTrace.Row row) {
    if (row.number() > 0 || row.rejects()) {
      row.values().forEach(value -> tally(row, value));
    }
  }

  private void tally(TableTrace.Row row, TableTrace.Value value) {
    Object before = null;
    for (TableTrace.Step step : value.steps()) {
      if (before instanceof String text) {
        tally(row, value, step, text);
      }
      before = step.result();
    }
  }

  private void tally(
      TableTrace.Row row, TableTrace.Value value, TableTrace.Step step, String before) {
    String column = row.table().table().id() + "." + value.column().column().name();
    boolean converts =
        step.kind() == TableTrace.Step.Kind.CONVERTER || step.kind() == TableTrace.Step.Kind.TYPE;
    if (step.result() instanceof Unusable unusable) {
      if (step.kind() == TableTrace.Step.Kind.ENUM) {
        note(
            new Misfit(Finding.Kind.NO_ENTRY, value.at(), column + " " + unusable.reason()),
            before);
      } else if (converts) {
        note(
            new Misfit(Finding.Kind.UNUSABLE, value.at(), column + " " + unusable.reason()),
            before);
      }
    } else if (step.kind() == TableTrace.Step.Kind.TYPE
        && exactly(value.column()).convert(before) instanceof Unusable lost) {
      note(
          new Misfit(Finding.Kind.CUT, value.at(), column + " " + lost.reason() + loss(value)),
          before);
    } else if (step.kind() == TableTrace.Step.Kind.TYPE
        && step.result() instanceof String after
        && after.length() < before.length()) {
      note(
          new Misfit(
              Finding.Kind.CUT,
              value.at(),
              column + " is longer than " + value.column().column().type() + " and cut"),
          before);
    }
  }

  private TypeConversion exactly(ColumnMapping column) {
    return exact.computeIfAbsent(
        column,
        each ->
            TypeConversions.of(
                each.column().type(), each.coercion().reading().with(Inexact.REJECT)));
  }

  private static String loss(TableTrace.Value value) {
    return switch (value.column().column().type().kind()) {
      case DECIMAL, DOUBLE -> ", and is rounded to " + value.column().column().type();
      default -> ", and is cut";
    };
  }

  private void note(Misfit misfit, String value) {
    Tally tally = misfits.computeIfAbsent(misfit, any -> new Tally());
    tally.count++;
    if (tally.values.size() < MOST_VALUES) {
      tally.values.add(value);
    }
  }

  /**
   * Something that samples say against a contract. Immutable.
   *
   * @param at the line of the contract
   * @param what the path or the column, and what is wrong with it; never a value
   * @param count how many values; 0 for a path
   * @param values some of the values, each once, for those who may see them
   */
  public record Finding(
      Kind kind, SourcePosition at, String what, long count, List<String> values) {
    /** What kind of thing. */
    public enum Kind {
      /** No sample has anything at a path. */
      UNREACHED,
      /** An enum lacks words. */
      NO_ENTRY,
      /** Values are not of the column's type, or too long for it. */
      UNUSABLE,
      /** Values are cut. */
      CUT
    }

    public Finding {
      values = List.copyOf(values);
    }
  }

  private record Misfit(Finding.Kind kind, SourcePosition at, String text) {}

  private static final class Tally {
    private long count;
    private final Set<String> values = new LinkedHashSet<>();
  }
}
