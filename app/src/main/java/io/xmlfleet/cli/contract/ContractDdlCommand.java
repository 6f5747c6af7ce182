package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.schema.TableDdl;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.text.PlainText;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code xmlfleet contract ddl}. */
@Command(
    name = "ddl",
    description = "Prints the statements that create the tables of contracts.",
    footer = {"", "Example:", "  xmlfleet contract ddl contract.yaml --with-ledger > tables.sql"})
final class ContractDdlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|FOLDER",
      description = "Contracts in YAML or JSON, or a folder with contracts.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      defaultValue = "sqlserver",
      completionCandidates = DialectNames.class,
      converter = DialectNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Dialect dialect = new DialectNames().convert("sqlserver");

  @Option(
      names = "--with-ledger",
      description =
          "Also print the ledger: the table of all loaded documents. A database needs one.")
  private boolean withLedger;

  /** The dialects by their names, in any case of letters. */
  private static final class DialectNames implements ITypeConverter<Dialect>, Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Dialects.names().iterator();
    }

    @Override
    public Dialect convert(String name) {
      return Dialects.find("jdbc:" + name.toLowerCase(Locale.ROOT) + ':')
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + Dialects.names()
                          + " (case-insensitive) but was '"
                          + name
                          + "'"));
    }
  }

  @Override
  public Integer call() {
    List<Table> tables = new ArrayList<>();
    if (withLedger) {
      tables.add(LedgerTable.table());
    }
    tables.addAll(Contracts.readAll(ContractFiles.all(files)).tables());
    TableDdl ddl = new TableDdl(dialect);
    Set<String> first = new LinkedHashSet<>();
    tables.forEach(table -> first.addAll(ddl.prerequisites(table)));
    PrintWriter out = spec.commandLine().getOut();
    lookedUp(tables).forEach(text -> out.println("-- " + PlainText.oneLine(text) + '\n'));
    first.forEach(statement -> out.println(statement + ";\n"));
    tables.forEach(table -> out.println(ddl.createTable(table) + ";\n"));
    return ExitCodes.ALL_LOADED;
  }

  /** Of tables that are only asked a contract does not know enough to create them. */
  private static Set<String> lookedUp(List<Table> tables) {
    Set<TableId> filled = tables.stream().map(Table::id).collect(Collectors.toSet());
    Set<String> texts = new LinkedHashSet<>();
    for (Table table : tables) {
      for (Lookup lookup : new TreeMap<>(table.existing().lookups()).values()) {
        if (!filled.contains(lookup.table())) {
          List<String> by = lookup.match().stream().map(Column::name).toList();
          texts.add(
              "table "
                  + lookup.table()
                  + " must be there: it is asked for "
                  + lookup.take().name()
                  + " by "
                  + String.join(", ", by));
        }
      }
    }
    return texts;
  }
}
