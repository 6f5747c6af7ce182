package io.xmlfleet.cli.contract;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.text.Suggestions;
import java.util.List;

/** A column that a user asks about. Immutable. */
record WhyColumn(TableId table, String column) {
  /**
   * The column of a name such as {@code table.column} or {@code schema.table.column}.
   *
   * @throws UsageException if the contract does not fill it
   */
  static WhyColumn of(String name, ContractPlan plan) {
    int dot = name.lastIndexOf('.');
    String tableName = dot < 0 ? "" : name.substring(0, dot);
    String column = name.substring(dot + 1);
    Table table =
        plan.tables().stream()
            .filter(each -> each.id().toString().equals(tableName))
            .findFirst()
            .orElseThrow(() -> unknown(name, "table", tableName, tables(plan)));
    if (table.columns().stream().noneMatch(each -> each.name().equals(column))) {
      throw unknown(name, "column", column, table.columns().stream().map(Column::name).toList());
    }
    return new WhyColumn(table.id(), column);
  }

  private static List<String> tables(ContractPlan plan) {
    return plan.tables().stream().map(table -> table.id().toString()).toList();
  }

  private static UsageException unknown(
      String name, String what, String written, List<String> known) {
    return new UsageException(
        "--why takes table.column, and the contract fills no such "
            + what
            + ": "
            + name
            + "; there are "
            + String.join(", ", known)
            + Suggestions.near(written, known));
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
