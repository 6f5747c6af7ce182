package io.xmlfleet.mapping;

import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says how documents come by their rows: it listens to a {@link ContractMapper}, which goes over
 * what was captured of them once more. Immutable and thread-safe, and slower than a mapper: for
 * people who look at a few documents.
 */
public final class ContractTracer {
  private final ContractMapper mapper;
  private final List<TableTracer> tables;

  /**
   * A tracer for some columns.
   *
   * @param columns by table; only these tables are traced
   */
  public ContractTracer(ContractPlan plan, Map<TableId, Set<String>> columns) {
    this.mapper = new ContractMapper(plan);
    this.tables =
        mapper
            .tracers((table, column) -> columns.getOrDefault(table, Set.of()).contains(column))
            .stream()
            .filter(table -> columns.containsKey(table.mapping().table().id()))
            .toList();
  }

  /**
   * What became of one document.
   *
   * @param mapped what a mapper makes of it
   * @param tables in the contract's order; none if the document could not be read to its end
   */
  public record Trace(Mapped mapped, List<TableTrace> tables) {
    public Trace {
      tables = List.copyOf(tables);
    }
  }

  /** Maps a document, and says how. */
  public Trace trace(byte[] document, DocumentContext context) {
    List<TableTrace> traced = new ArrayList<>();
    Mapped mapped =
        mapper.map(document, context, input -> tables.forEach(t -> traced.add(trace(t, input))));
    return new Trace(mapped, traced);
  }

  private static TableTrace trace(TableTracer table, DocumentInput input) {
    List<TableTrace.Row> rows = new ArrayList<>();
    table.trace(input, rows::add);
    return new TableTrace(table.mapping(), table.candidates(input), rows);
  }
}
