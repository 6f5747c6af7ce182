package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmlfleet contract diagram}. */
@Command(
    name = "diagram",
    description = {
      "Prints the tables of contracts, their keys and their references as an erDiagram of",
      "Mermaid, which GitHub and many editors show as a picture. Dotted lines are look-ups."
    },
    footer = {"", "Example:", "  xmlfleet contract diagram contract.yaml > tables.mmd"})
final class ContractDiagramCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|FOLDER",
      description = "Contracts in YAML or JSON, or a folder with contracts.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    List<Table> tables = Contracts.readAll(ContractFiles.all(files)).tables();
    PrintWriter out = spec.commandLine().getOut();
    out.println("erDiagram");
    tables.forEach(table -> print(table, out));
    return ExitCodes.ALL_LOADED;
  }

  private static void print(Table table, PrintWriter out) {
    out.println("  " + name(table.id()) + " {");
    for (Column column : table.columns()) {
      String keys = keys(table, column.name());
      out.println(
          "    "
              + word(column.type().toString())
              + ' '
              + word(column.name())
              + (keys.isEmpty() ? "" : ' ' + keys)
              + (column.nullable() ? "" : " \"not null\""));
    }
    out.println("  }");
    for (Table.ForeignKey key : table.foreignKeys()) {
      boolean must = table.columns(key.columns()).stream().noneMatch(Column::nullable);
      relate(out, key.references(), must ? "||--o{" : "|o--o{", table.id(), key.columns());
    }
    new TreeMap<>(table.existing().lookups())
        .forEach(
            (column, lookup) -> relate(out, lookup.table(), "|o..o{", table.id(), List.of(column)));
  }

  private static String keys(Table table, String column) {
    Set<String> keys = new LinkedHashSet<>();
    if (table.primaryKey().contains(column)) {
      keys.add("PK");
    }
    if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column))) {
      keys.add("FK");
    }
    if (table.existing().naturalKey().contains(column) && !table.primaryKey().contains(column)) {
      keys.add("UK");
    }
    return String.join(", ", keys);
  }

  private static void relate(
      PrintWriter out, TableId parent, String line, TableId child, List<String> columns) {
    out.println("  " + name(parent) + ' ' + line + ' ' + name(child) + " : " + quoted(columns));
  }

  private static String name(TableId table) {
    return quoted(List.of(table.toString()));
  }

  /** Within quotes Mermaid takes all but these. */
  private static String quoted(List<String> texts) {
    return '"' + String.join(", ", texts).replaceAll("[\"%\\\\\\p{Cntrl}]", "_") + '"';
  }

  /** Types and columns have no quotes: a word of few signs, which is not what keys are called. */
  private static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9_()\\u00C0-\\uFFFF]", "_");
    return word.matches("(?i)[0-9(].*|[PFU]K") ? "_" + word : word;
  }
}
