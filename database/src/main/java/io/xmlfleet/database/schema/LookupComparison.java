package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.LiveTable;
import io.xmlfleet.database.dialect.TimeSteps;
import io.xmlfleet.database.schema.TypeFit.Degree;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Lookup.OnMissing;
import java.util.ArrayList;
import java.util.List;

/** A table that is asked, as it is needed and as it is. Immutable. */
record LookupComparison(Lookup lookup, LiveTable live, TimeSteps steps) {
  List<SchemaFinding> findings() {
    if (!live.exists()) {
      return List.of(
          SchemaFinding.missing(
              "no table " + lookup.table() + ": it is looked up, and nothing here creates it"));
    }
    List<SchemaFinding> findings = new ArrayList<>();
    lookup.match().forEach(column -> kind(column, findings));
    kind(lookup.take(), findings);
    List<String> matched = lookup.match().stream().map(Column::name).toList();
    if (!live.isUnique(matched)) {
      findings.add(
          SchemaFinding.warning(
              "table "
                  + lookup.table()
                  + ": no unique constraint covers ("
                  + String.join(", ", matched)
                  + "), so several rows may be found"));
    }
    if (lookup.onMissing() == OnMissing.INSERT) {
      insertable(matched, findings);
    }
    return findings;
  }

  /** Values are compared or read: what is narrower does no harm. */
  private void kind(Column column, List<SchemaFinding> findings) {
    LiveColumn there = live.column(column.name()).orElse(null);
    if (there == null) {
      findings.add(
          SchemaFinding.missing("table " + lookup.table() + " has no column " + column.name()));
      return;
    }
    TypeFit.Misfit misfit = new TypeFit(steps).misfit(column.type(), there);
    if (misfit != null && misfit.degree() == Degree.ANOTHER) {
      findings.add(
          SchemaFinding.error(
              lookup.table()
                  + "."
                  + column.name()
                  + ": "
                  + column.type()
                  + " is looked up by or taken of "
                  + there.typeText(steps)
                  + ", "
                  + misfit.text()));
    }
  }

  private void insertable(List<String> matched, List<SchemaFinding> findings) {
    List<String> given = matched.stream().map(LiveTable::lower).toList();
    for (LiveColumn column : live.columns()) {
      boolean taken = column.name().equalsIgnoreCase(lookup.take().name());
      if ((taken || !column.nullable())
          && !column.filled()
          && !column.computed()
          && !given.contains(LiveTable.lower(column.name()))) {
        findings.add(
            SchemaFinding.error(
                lookup.table()
                    + "."
                    + column.name()
                    + ": on-missing: insert gives it no value, and neither does the database"));
      }
    }
  }
}
