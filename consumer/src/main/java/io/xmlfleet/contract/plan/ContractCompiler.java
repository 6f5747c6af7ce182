package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.plan.ContractPlan.RequiredText;
import io.xmlfleet.contract.plan.TablePlan.FilterPlan;
import io.xmlfleet.contract.plan.TablePlan.PairPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles contracts. Stateless and thread-safe. */
public final class ContractCompiler {
  /** A plan for documents of the contract, which its reader has checked. */
  public ContractPlan compile(Contract contract) {
    Scopes scopes = new Scopes(contract.document().root());
    Paths ofDocument = new Paths(scopes, scopes.document());
    XmlPath appId = contract.document().appId();
    Slot appIdSlot = appId == null ? null : ofDocument.slot(appId, Pick.FIRST);
    List<RequiredText> required =
        contract.document().requirements().stream()
            .map(each -> new RequiredText(each, ofDocument.slot(each.path(), Pick.FIRST)))
            .toList();
    List<TablePlan> tables =
        contract.tables().stream()
            .map(table -> table(table, paths(table, scopes, ofDocument)))
            .toList();
    CapturePlan capture =
        new CapturePlan(
            Trie.of(scopes.patterns()),
            scopes.layouts(),
            contract.document().root(),
            contract.document().limits());
    return new ContractPlan(contract, capture, tables, required, appIdSlot);
  }

  private static Paths paths(TableMapping table, Scopes scopes, Paths ofDocument) {
    return table.rows() instanceof RowRule.PerElement perElement
        ? new Paths(scopes, scopes.at(perElement.each().steps()))
        : ofDocument;
  }

  private static TablePlan table(TableMapping table, Paths paths) {
    List<ColumnPlan> columns =
        table.columns().stream()
            .map(column -> new ColumnPlan(column, columnSlot(column, paths)))
            .toList();
    List<FilterPlan> filters =
        table.rows() instanceof RowRule.PerElement perElement
            ? perElement.filters().stream()
                .map(filter -> new FilterPlan(filter, paths.slot(filter.path(), Pick.FIRST)))
                .toList()
            : List.of();
    List<PairPlan> pairs =
        table.rows() instanceof RowRule.Pairs rule
            ? rule.pairs().stream()
                .map(pair -> new PairPlan(pair, paths.slot(pair.from().path(), pair.from().pick())))
                .toList()
            : List.of();
    return new TablePlan(table, paths.row().number(), columns, filters, pairs);
  }

  private static @Nullable Slot columnSlot(ColumnMapping column, Paths paths) {
    if (column.source() instanceof ValueSource.FromPath from) {
      return paths.slot(from.path(), from.pick());
    }
    if (column.source() instanceof ValueSource.Ordinal ordinal && ordinal.climbs() > 0) {
      return paths.ancestor(ordinal.climbs());
    }
    return null;
  }

  /** Resolves the paths of one table against its row element. */
  private record Paths(Scopes scopes, Scopes.Scope row) {
    Slot slot(XmlPath path, Pick pick) {
      if (path.absolute()) {
        return scopes.document().slot(path.steps(), path.attribute(), pick, path.text());
      }
      List<PathStep> base = ancestorPath(path.climbs());
      List<PathStep> full = new ArrayList<>(base);
      full.addAll(path.steps());
      return scopes.at(base).slot(full, path.attribute(), pick, text(full, path.attribute()));
    }

    Slot ancestor(int climbs) {
      List<PathStep> path = ancestorPath(climbs);
      return new Slot(scopes.at(path).number(), 0, Slot.ELEMENT, Pick.FIRST, text(path, null));
    }

    private List<PathStep> ancestorPath(int climbs) {
      return row.path().subList(0, row.path().size() - climbs);
    }

    private static String text(List<PathStep> path, @Nullable PathStep attribute) {
      StringBuilder text = new StringBuilder();
      path.forEach(step -> text.append('/').append(step.name()));
      return attribute == null ? text.toString() : text + "/@" + attribute.name();
    }
  }
}
