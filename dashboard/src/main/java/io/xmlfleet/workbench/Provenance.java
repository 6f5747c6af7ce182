package io.xmlfleet.workbench;

import io.javalin.http.NotFoundResponse;
import io.xmlfleet.contract.convert.Unusable;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.mapping.ContractTracer;
import io.xmlfleet.mapping.ContractUses;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.ShownValues;
import io.xmlfleet.mapping.TableTrace;
import io.xmlfleet.table.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From cells of rows to places of the document and of the contract, and back. For one text and one
 * document; confined to one thread.
 */
final class Provenance {
  private static final int MOST = 200;

  private final Compiled compiled;
  private final SamplePaths paths;
  private final byte[] document;
  private final DocumentContext context;
  private final Map<String, TableTrace> traces = new HashMap<>();

  Provenance(Compiled compiled, SamplePaths paths, byte[] document, DocumentContext context) {
    this.compiled = compiled;
    this.paths = paths;
    this.document = document;
    this.context = context;
  }

  /**
   * A part of the document.
   *
   * @param element its number, from 1
   * @param attribute the attribute; null: none
   * @param text true: the element's text; null: not that
   */
  record Spot(int element, @Nullable String attribute, @Nullable Boolean text) {}

  /** A cell; rows are counted from 0. */
  record Cell(String table, String column, int row) {}

  /** A step on the way to a value: what the contract says, and the value afterwards. */
  record Step(String kind, String what, @Nullable Object value, @Nullable String unusable) {}

  /**
   * Why a cell is as it is.
   *
   * @param origin what its row is of
   * @param line of the contract, from 1
   * @param spots where in the document its value can come from
   */
  record Why(String origin, int line, List<Step> steps, List<Spot> spots) {}

  /**
   * What becomes of an element or attribute.
   *
   * @param path from the root
   * @param line of the contract that takes it first; 0: none does
   * @param exact whether the cells are of its own rows; else a selection or a predicate chooses,
   *     and it may be any of them
   */
  record Fate(
      String path,
      @Nullable String value,
      int line,
      List<Cell> cells,
      boolean exact,
      List<String> purposes) {}

  /** What a line of the contract is about. */
  record Line(int line, List<Cell> columns, List<Spot> spots) {}

  /**
   * Why a cell is as it is.
   *
   * @throws NotFoundResponse if there is no such cell
   */
  Why why(Cell cell) {
    TableTrace trace = trace(cell.table(), cell.column());
    TableTrace.Row row =
        trace.rows().stream()
            .filter(each -> each.number() == cell.row() + 1)
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("the table has no such row"));
    TableTrace.Value value = row.values().get(0);
    return new Why(
        row.origin(),
        value.at().line(),
        value.steps().stream().map(Provenance::step).toList(),
        spots(trace.table().table().id(), cell.column(), row.element()));
  }

  private static Step step(TableTrace.Step step) {
    String unusable = step.result() instanceof Unusable bad ? bad.reason() : null;
    return new Step(
        step.kind().name(),
        step.what(),
        unusable == null ? ShownValues.json(step.result()) : null,
        unusable);
  }

  private TableTrace trace(String table, String column) {
    return traces.computeIfAbsent(
        table + '\n' + column,
        any -> {
          TableId id = id(table);
          return new ContractTracer(compiled.required(), Map.of(id, Set.of(column)))
              .trace(document, context).tables().stream()
                  .filter(each -> hasColumn(each, column))
                  .findFirst()
                  .orElseThrow(
                      () -> new NotFoundResponse("nothing is known of " + table + '.' + column));
        });
  }

  private static boolean hasColumn(TableTrace trace, String column) {
    return trace.table().columns().stream().anyMatch(each -> each.column().name().equals(column));
  }

  private TableId id(String table) {
    return compiled.required().tables().stream()
        .map(each -> each.id())
        .filter(each -> each.toString().equals(table))
        .findFirst()
        .orElseThrow(() -> new NotFoundResponse("the contract has no table " + table));
  }

  /** What an element may give a row, and where. */
  private record Candidate(Spot spot, int scope, int ordinal) {}

  private List<Spot> spots(TableId table, String column, int rowElement) {
    ContractUses uses = compiled.uses();
    List<Candidate> candidates = new ArrayList<>();
    MappedWalk walk =
        new MappedWalk(
            uses,
            paths,
            element -> {
              places(element)
                  .forEach(
                      (spot, taken) ->
                          taken.stream()
                              .filter(use -> isOf(use, table, column))
                              .forEach(
                                  use ->
                                      candidates.add(
                                          new Candidate(
                                              spot, use.scope(), element.ordinal(use.scope())))));
              return true;
            });
    Failure unused = walk.run(document);
    int own = uses.scope(table);
    return candidates.stream()
        .filter(
            each ->
                !isAround(each.scope(), own)
                    || walk.around(own, rowElement, each.scope()) == each.ordinal())
        .map(Candidate::spot)
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static boolean isOf(ContractUses.Use use, TableId table, String column) {
    return table.equals(use.table()) && column.equals(use.column());
  }

  /**
   * Whether every row of a scope has one element of the other that is known by its number; else a
   * selection or a predicate chooses.
   */
  private boolean isAround(int wanted, int scope) {
    if (compiled.uses().isGated(scope) || compiled.uses().isGated(wanted)) {
      return false;
    }
    int at = scope;
    while (at != wanted && at != 0) {
      at = compiled.uses().around(at);
    }
    return at == wanted;
  }

  /** What each part of an element is taken for. */
  private static Map<Spot, List<ContractUses.Use>> places(MappedWalk.Element element) {
    ContractUses.Place place = Objects.requireNonNull(element.place());
    Map<Spot, List<ContractUses.Use>> all = new LinkedHashMap<>();
    all.put(new Spot(element.number(), null, null), place.element());
    all.put(new Spot(element.number(), null, true), place.text());
    for (MappedWalk.Attribute each : element.attributes()) {
      all.put(
          new Spot(element.number(), each.name().local(), null),
          place.attribute(each.name().local(), each.name().namespace()));
    }
    return all;
  }

  /**
   * What becomes of an attribute, or else of an element and its text.
   *
   * @throws NotFoundResponse if there is none
   */
  Fate fate(int number, @Nullable String attributeName) {
    ContractUses uses = compiled.uses();
    List<MappedWalk.Element> found = new ArrayList<>();
    MappedWalk walk =
        new MappedWalk(
            uses,
            paths,
            element -> {
              if (element.number() == number) {
                found.add(element);
              }
              return true;
            });
    Failure unused = walk.run(document);
    if (found.isEmpty()) {
      throw new NotFoundResponse("the document has no such element");
    }
    MappedWalk.Element element = found.get(0);
    String attribute = attributeName == null ? "" : attributeName;
    List<ContractUses.Use> taken = new ArrayList<>();
    places(element)
        .forEach(
            (spot, ofSpot) -> {
              if (Objects.equals(spot.attribute(), attributeName)) {
                taken.addAll(ofSpot);
              }
            });
    Set<Cell> cells = new LinkedHashSet<>();
    for (ContractUses.Use use : taken) {
      cells(use, element, walk).forEach(cells::add);
    }
    return new Fate(
        path(element, attribute),
        value(element, attribute),
        taken.stream().mapToInt(use -> use.at().line()).min().orElse(0),
        cells.stream().limit(MOST).toList(),
        taken.stream().allMatch(this::isExact),
        taken.stream().map(ContractUses.Use::purpose).distinct().toList());
  }

  private boolean isExact(ContractUses.Use use) {
    return use.table() == null || isAround(use.scope(), compiled.uses().scope(use.table()));
  }

  private List<Cell> cells(ContractUses.Use use, MappedWalk.Element element, MappedWalk walk) {
    TableId table = use.table();
    if (table == null) {
      return List.of();
    }
    String column = use.column();
    int own = compiled.uses().scope(table);
    List<String> columns = column == null ? firstColumn(table) : List.of(column);
    List<Cell> cells = new ArrayList<>();
    for (String name : columns) {
      for (TableTrace.Row row : trace(table.toString(), name).rows()) {
        if (row.number() > 0
            && (!isAround(use.scope(), own)
                || walk.around(own, row.element(), use.scope()) == element.ordinal(use.scope()))) {
          cells.add(new Cell(table.toString(), column == null ? "" : name, row.number() - 1));
        }
      }
    }
    return cells;
  }

  private List<String> firstColumn(TableId table) {
    return compiled.required().mappings().stream()
        .filter(each -> each.table().id().equals(table))
        .map(each -> each.columns().get(0).column().name())
        .toList();
  }

  private static String path(MappedWalk.Element element, String attribute) {
    StringBuilder path = new StringBuilder();
    element.line().forEach(each -> path.append('/').append(each.name().local()));
    return attribute.isEmpty() ? path.toString() : path + "/@" + attribute;
  }

  private static @Nullable String value(MappedWalk.Element element, String attribute) {
    if (attribute.isEmpty()) {
      return element.text().isEmpty() ? null : element.text();
    }
    return element.attributes().stream()
        .filter(each -> each.name().local().equals(attribute))
        .map(MappedWalk.Attribute::value)
        .findFirst()
        .orElse(null);
  }

  /** What the part of the contract that a line is in gives, and takes of the document. */
  Line line(int wanted) {
    int line = 0;
    for (int each : lines()) {
      line = each <= wanted ? each : line;
    }
    int at = line;
    List<Cell> columns = new ArrayList<>();
    compiled
        .required()
        .mappings()
        .forEach(
            table ->
                table.columns().stream()
                    .filter(column -> column.at().line() == at)
                    .forEach(
                        column ->
                            columns.add(
                                new Cell(
                                    table.table().id().toString(), column.column().name(), -1))));
    Set<Spot> spots = new LinkedHashSet<>();
    MappedWalk walk =
        new MappedWalk(
            compiled.uses(),
            paths,
            element -> {
              places(element)
                  .forEach(
                      (spot, taken) -> {
                        if (taken.stream().anyMatch(use -> use.at().line() == at)) {
                          spots.add(spot);
                        }
                      });
              return spots.size() < MOST;
            });
    Failure unused = walk.run(document);
    return new Line(at, columns, spots.stream().limit(MOST).toList());
  }

  /** Lines at which something begins that takes or gives anything. */
  private Set<Integer> lines() {
    Set<Integer> lines = new TreeSet<>();
    compiled
        .required()
        .mappings()
        .forEach(
            table -> {
              lines.add(table.at().line());
              table.columns().forEach(column -> lines.add(column.at().line()));
            });
    compiled.uses().all().forEach(use -> lines.add(use.at().line()));
    return lines;
  }
}
