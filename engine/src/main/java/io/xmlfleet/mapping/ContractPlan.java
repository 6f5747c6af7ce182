package io.xmlfleet.mapping;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.Requirement;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.plan.CaptureBuilder;
import io.xmlfleet.contract.plan.CapturePlan;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contract, ready to map documents. Immutable and thread-safe. */
public final class ContractPlan {
  private final Contract contract;
  private final CapturePlan capture;
  private final List<Selector> selectors;
  private final List<Demand> demands;
  private final List<TableMapper> mappers;
  private final @Nullable RowValue appId;

  /** A demand of the contract, and how it is tested. */
  record Demand(Requirement requirement, RowTest test) {}

  /** Compiles a contract, which its reader has checked. */
  public ContractPlan(Contract contract) {
    CaptureBuilder captures = new CaptureBuilder(contract.document().root());
    Selector.Compiler selections = new Selector.Compiler(captures);
    contract.selections().forEach(selections::add);
    ValueCompiler ofDocument = selections.values(captures.document());
    XmlPath path = contract.document().appId();
    this.contract = contract;
    this.selectors = selections.all();
    this.demands =
        contract.document().requirements().stream()
            .map(each -> new Demand(each, ofDocument.test(each.filter())))
            .toList();
    this.mappers = mappers(contract, captures, selections);
    this.appId = path == null ? null : ofDocument.value(new ValueSource.FromPath(path, Pick.FIRST));
    this.capture = captures.build(contract.document().limits());
  }

  private static List<TableMapper> mappers(
      Contract contract, CaptureBuilder captures, Selector.Compiler selections) {
    Set<TableId> asked = new HashSet<>();
    for (TableMapping table : contract.tables()) {
      for (ColumnMapping column : table.columns()) {
        if (column.source() instanceof ValueSource.KeyOf keyOf) {
          asked.add(keyOf.table());
        }
      }
    }
    Map<TableId, TableMapper> mappers = new LinkedHashMap<>();
    for (TableMapping table : contract.tables()) {
      TableId id = table.table().id();
      mappers.put(id, new TableMapper(table, captures, selections, mappers, asked.contains(id)));
    }
    return List.copyOf(mappers.values());
  }

  public String name() {
    return contract.name();
  }

  public String version() {
    return contract.version();
  }

  /** The tables that the contract fills, in the order in which they are filled. */
  public List<Table> tables() {
    return contract.tables().stream().map(TableMapping::table).toList();
  }

  /** The same, and where the contract says what of them. */
  public List<TableMapping> mappings() {
    return contract.tables();
  }

  /** Whether a document that maps to no row is loaded. */
  boolean mayBeEmpty() {
    return contract.document().mayBeEmpty();
  }

  /** What one pass over a document keeps. */
  public CapturePlan capture() {
    return capture;
  }

  /** By number, each after those that it refers to. */
  List<Selector> selectors() {
    return selectors;
  }

  List<Demand> demands() {
    return demands;
  }

  /** In the contract's order. */
  List<TableMapper> mappers() {
    return mappers;
  }

  /** Where the application id is found; null: the contract names none. */
  @Nullable RowValue appId() {
    return appId;
  }
}
