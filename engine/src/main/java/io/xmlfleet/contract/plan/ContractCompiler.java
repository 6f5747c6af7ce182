package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.ColumnMapping;
import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.Keep;
import io.xmlfleet.contract.PathStep;
import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.RowRule;
import io.xmlfleet.contract.Selection;
import io.xmlfleet.contract.TableMapping;
import io.xmlfleet.contract.ValueSource;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.plan.ContractPlan.RequirementPlan;
import io.xmlfleet.contract.plan.TablePlan.Rows;
import io.xmlfleet.contract.plan.TablePlan.SlotPlan;
import io.xmlfleet.contract.plan.ValuePlan.ComputedPlan;
import io.xmlfleet.contract.plan.ValuePlan.SlotSource;
import io.xmlfleet.table.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles contracts. Stateless and thread-safe. */
public final class ContractCompiler {
  /** A plan for documents of the contract, which its reader has checked. */
  public ContractPlan compile(Contract contract) {
    Scopes scopes = new Scopes(contract.document().root());
    SelectionCompiler selections = new SelectionCompiler(scopes);
    contract.selections().forEach(selections::add);
    ValueCompiler ofDocument = selections.values(scopes.document());
    XmlPath appId = contract.document().appId();
    List<RequirementPlan> requirements =
        contract.document().requirements().stream()
            .map(each -> new RequirementPlan(each, ofDocument.filter(each.filter())))
            .toList();
    List<TablePlan> tables =
        contract.tables().stream().map(table -> table(table, scopes, selections)).toList();
    ValuePlan appIdPlan =
        appId == null ? null : ofDocument.value(new ValueSource.FromPath(appId, Pick.FIRST));
    CapturePlan capture =
        new CapturePlan(
            Trie.of(scopes.patterns()),
            scopes.layouts(),
            scopes.patterns().stream().anyMatch(Pattern::nests),
            scopes.tellPlaces(),
            contract.document().root(),
            contract.document().limits());
    return new ContractPlan(contract, capture, selections.plans(), tables, requirements, appIdPlan);
  }

  private static TablePlan table(TableMapping table, Scopes scopes, SelectionCompiler selections) {
    ValueCompiler values = selections.values(rowScope(table.rows(), scopes, selections));
    List<ColumnPlan> columns =
        table.columns().stream()
            .map(column -> new ColumnPlan(column, column(column, table.rows(), values)))
            .toList();
    ComputedPlan keepWhen =
        table.policy().keep() instanceof Keep.When when ? values.computed(when.condition()) : null;
    return new TablePlan(
        table, rows(table.rows(), values, selections), columns, keepWhen, unique(table));
  }

  private static Scopes.Scope rowScope(RowRule rule, Scopes scopes, SelectionCompiler selections) {
    if (rule instanceof RowRule.PerElement perElement) {
      return scopes.at(perElement.each().steps());
    }
    return rule instanceof RowRule.PerSelected selected
        ? selections.scope(selected.selection())
        : scopes.document();
  }

  private static Rows rows(RowRule rule, ValueCompiler values, SelectionCompiler selections) {
    if (rule instanceof RowRule.PerElement perElement) {
      return new Rows.OfScope(
          values.row().number(), perElement.filters().stream().map(values::filter).toList());
    }
    if (rule instanceof RowRule.PerSelected selected) {
      return new Rows.OfSelection(
          selections.number(selected.selection()),
          selected.filters().stream().map(values::filter).toList());
    }
    if (rule instanceof RowRule.Slots slots) {
      return new Rows.OfSlots(slots.slots().stream().map(slot -> slot(slot, values)).toList());
    }
    return new Rows.OfDocument();
  }

  private static SlotPlan slot(RowRule.Slot slot, ValueCompiler values) {
    List<ValuePlan> evidence =
        slot.values().values().stream()
            .filter(source -> !source.isConstant())
            .map(values::value)
            .toList();
    return new SlotPlan(slot, values.computed(slot.when()), evidence);
  }

  private static ValuePlan column(ColumnMapping column, RowRule rule, ValueCompiler values) {
    if (!(rule instanceof RowRule.Slots slots)) {
      return values.value(column.source());
    }
    if (column.source() instanceof ValueSource.SlotKey) {
      return new ValuePlan.SlotKey(slots.slots().stream().map(RowRule.Slot::key).toList());
    }
    if (!(column.source() instanceof ValueSource.SlotValue)) {
      return values.value(column.source());
    }
    String name = column.column().name();
    return new ValuePlan.SlotValue(
        slots.slots().stream().map(slot -> slotSource(slot, name, values)).toList());
  }

  private static SlotSource slotSource(RowRule.Slot slot, String column, ValueCompiler values) {
    ValueSource source = slot.values().get(column);
    return new SlotSource(
        source == null ? null : values.value(source),
        source != null && source.isConstant(),
        slot.at());
  }

  private static List<Integer> unique(TableMapping table) {
    List<String> names = table.table().columns().stream().map(Column::name).toList();
    return table.policy().unique().stream().map(names::indexOf).toList();
  }

  /** Compiles selections, each after those that it refers to. */
  private static final class SelectionCompiler {
    private final Scopes scopes;
    private final List<SelectionPlan> plans = new ArrayList<>();
    private final List<Scopes.Scope> byNumber = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    SelectionCompiler(Scopes scopes) {
      this.scopes = scopes;
    }

    List<SelectionPlan> plans() {
      return plans;
    }

    ValueCompiler values(Scopes.Scope row) {
      return new ValueCompiler(scopes, row, this::number, this::scopesOf);
    }

    void add(Selection selection) {
      Scopes.Scope parent = selection.parent() == null ? null : scope(selection.parent());
      List<PathStep> steps = new ArrayList<>();
      if (parent != null) {
        steps.addAll(parent.path());
      }
      steps.addAll(selection.each().steps());
      Scopes.Scope scope = scopes.at(steps);
      ValueCompiler values = values(scope);
      plans.add(
          new SelectionPlan(
              selection.name(),
              scope.number(),
              number(selection.parent()),
              parent == null ? SelectionPlan.NONE : parent.number(),
              selection.each().steps().get(0).isAnywhere(),
              rules(selection.rules(), values),
              values.computed(selection.key()),
              number(selection.otherwise())));
      numbers.put(selection.name(), byNumber.size());
      byNumber.add(scope);
    }

    private SelectionPlan.RulesPlan rules(Selection.Rules rules, ValueCompiler values) {
      Selection.Among among = rules.among();
      Selection.Unique unique = rules.unique();
      return new SelectionPlan.RulesPlan(
          values.computed(rules.where()),
          among == null
              ? null
              : new SelectionPlan.AmongPlan(
                  number(among.selection()), values.required(among.match())),
          unique == null
              ? null
              : new SelectionPlan.UniquePlan(
                  unique.by().stream().map(values::required).toList(),
                  values.computed(unique.rank()),
                  unique.keep()),
          values.computed(rules.prefer()),
          rules.take());
    }

    int number(@Nullable String name) {
      Integer number = name == null ? Integer.valueOf(SelectionPlan.NONE) : numbers.get(name);
      if (number == null) {
        throw new IllegalArgumentException("no selection " + name + " so far");
      }
      return number;
    }

    private List<Scopes.Scope> scopesOf(String name) {
      List<Scopes.Scope> found = new ArrayList<>();
      for (int i = number(name); i != SelectionPlan.NONE; i = plans.get(i).otherwise()) {
        if (!found.contains(byNumber.get(i))) {
          found.add(byNumber.get(i));
        }
      }
      return found;
    }

    Scopes.Scope scope(@Nullable String name) {
      return Objects.requireNonNull(byNumber.get(number(name)));
    }
  }
}
