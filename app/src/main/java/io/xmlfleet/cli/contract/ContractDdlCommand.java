package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.schema.TableDdl;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.table.Table;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
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
      description = "Contracts in YAML or JSON, of a folder all.")
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
      description = "Also the table in which consumers note what is loaded; once a database.")
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
      tables.add(LedgerTable.in(null));
    }
    tables.addAll(Contracts.readAll(ContractFiles.all(files)).tables());
    Set<String> schemas = new LinkedHashSet<>();
    tables.stream()
        .map(table -> table.id().schema())
        .filter(schema -> schema != null)
        .forEach(schemas::add);
    PrintWriter out = spec.commandLine().getOut();
    schemas.forEach(schema -> out.println(dialect.createSchema(schema) + ";\n"));
    TableDdl ddl = new TableDdl(dialect);
    tables.forEach(table -> out.println(ddl.createTable(table) + ";\n"));
    return ExitCodes.ALL_LOADED;
  }
}
