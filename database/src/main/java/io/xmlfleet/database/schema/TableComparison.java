package io.xmlfleet.database.schema;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.LiveColumn;
import io.xmlfleet.database.dialect.LiveTable;
import io.xmlfleet.database.schema.TypeFit.Degree;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.KeyGeneration;
import io.xmlfleet.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One table, as it is needed and as it is. Immutable. */
record TableComparison(Table table, LiveTable live, Dialect dialect) {
  /**
   * What differs.
   *
   * @param behind full names of the tables that are filled later
   */
  List<SchemaFinding> findings(Set<String> behind) {
    List<SchemaFinding> findings = new ArrayList<>();
    TypeFit fit = new TypeFit(dialect.timeSteps());
    Mends mends = new Mends(dialect, table);
    for (Column column : table.columns()) {
      LiveColumn there = live.column(column.name()).orElse(null);
      if (there == null) {
        findings.add(
            SchemaFinding.missing("table " + table.id() + " has no column " + column.name())
                .mended(mends.missingColumn(column)));
      } else if (there.computed()) {
        findings.add(
            SchemaFinding.error(named(column) + " is computed by the database: nobody writes it")
                .mended(mends.computed(column)));
      } else {
        type(column, there, fit, findings);
        generated(column, there, findings);
        nullness(column, there, findings);
      }
    }
    for (LiveColumn column : unfilled()) {
      findings.add(
          SchemaFinding.error(
                  table.id() + "." + column.name() + " must not be null, and nothing fills it")
              .mended(mends.unfilled(column)));
    }
    key(findings);
    naturalKey(findings);
    live.references().stream()
        .filter(behind::contains)
        .sorted()
        .forEach(other -> findings.add(SchemaFinding.error(order(other))));
    return findings;
  }

  private void type(Column column, LiveColumn there, TypeFit fit, List<SchemaFinding> findings) {
    TypeFit.Misfit misfit = fit.misfit(column.type(), there);
    if (misfit != null) {
      String text =
          named(column)
              + ": "
              + column.type()
              + " into "
              + there.typeText(dialect.timeSteps())
              + ", "
              + misfit.text();
      boolean meant = misfit.degree() == Degree.NARROWER && column.mayBeNarrower();
      SchemaFinding finding =
          meant || misfit.degree() == Degree.UNKNOWN
              ? SchemaFinding.warning(text)
              : SchemaFinding.error(text);
      findings.add(finding.mended(new Mends(dialect, table).type(column, there)));
    }
  }

  private void generated(Column column, LiveColumn there, List<SchemaFinding> findings) {
    KeyGeneration generation = table.existing().generation();
    if (generation != null
        && generation.column().equals(column.name())
        && generation.sequence() == null
        && !there.filled()) {
      findings.add(
          SchemaFinding.error(named(column) + " is no identity, so the database makes no key"));
    }
  }

  private void naturalKey(List<SchemaFinding> findings) {
    List<String> key = table.existing().naturalKey();
    if (!key.isEmpty() && !live.isUnique(key)) {
      findings.add(
          SchemaFinding.warning(
                  "table "
                      + table.id()
                      + ": no unique constraint covers the natural key "
                      + names(key)
                      + ", so two workers may bring the same row")
              .mended(new Mends(dialect, table).naturalKey()));
    }
  }

  private void nullness(Column column, LiveColumn there, List<SchemaFinding> findings) {
    if (isStricter(column, there)) {
      String text = named(column) + " must not be null, and the contract may leave it so";
      findings.add(
          SchemaFinding.warning(
                  there.filled() ? text + "; nulls: default takes the database's default" : text)
              .mended(new Mends(dialect, table).stricter(column, there)));
    }
  }

  private boolean isStricter(Column column, LiveColumn there) {
    boolean mayBeNull = column.nullable() && !table.primaryKey().contains(column.name());
    boolean defaulted = there.filled() && column.nullIsDefault();
    return mayBeNull && !there.nullable() && !defaulted;
  }

  /** Columns that must not be null, and that the table's rows may leave null. */
  List<LiveColumn> stricter() {
    List<LiveColumn> stricter = new ArrayList<>();
    for (Column column : table.columns()) {
      live.column(column.name())
          .filter(there -> !there.computed() && isStricter(column, there))
          .ifPresent(stricter::add);
    }
    return stricter;
  }

  /** Columns that must not be null and that neither the table's rows nor the database fill. */
  List<LiveColumn> unfilled() {
    Set<String> filled = new HashSet<>();
    table.columns().forEach(column -> filled.add(LiveTable.lower(column.name())));
    return live.columns().stream()
        .filter(column -> !column.nullable() && !column.filled() && !column.computed())
        .filter(column -> !filled.contains(LiveTable.lower(column.name())))
        .toList();
  }

  private void key(List<SchemaFinding> findings) {
    Set<String> wanted = new HashSet<>();
    table.primaryKey().forEach(name -> wanted.add(LiveTable.lower(name)));
    if (wanted.isEmpty() || wanted.equals(Set.copyOf(live.primaryKey()))) {
      return;
    }
    String key = "table " + table.id() + ": the contract's key is " + names(table.primaryKey());
    findings.add(
        SchemaFinding.warning(
                live.primaryKey().isEmpty()
                    ? key + ", and the table has none"
                    : key + ", the table's " + names(live.primaryKey()))
            .mended(new Mends(dialect, table).key(live)));
  }

  private String order(String other) {
    return "table "
        + table.id()
        + " refers to "
        + other
        + ", which the contract fills later: move that one up";
  }

  private String named(Column column) {
    return table.id() + "." + column.name();
  }

  private static String names(List<String> columns) {
    return "(" + String.join(", ", columns) + ")";
  }
}
