package io.xmlfleet.cli.contract;

import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.Dialects;
import io.xmlfleet.database.schema.TableDdl;
import io.xmlfleet.ledger.LedgerTable;
import io.xmlfleet.table.Table;
import io.xmlfleet.wiring.Contracts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
      description = "sqlserver or h2 (default: ${DEFAULT-VALUE}).")
  private DialectName dialect = DialectName.SQLSERVER;

  @Option(
      names = "--with-ledger",
      description = "Also the table in which consumers note what is loaded; once a database.")
  private boolean withLedger;

  private enum DialectName {
    SQLSERVER,
    H2
  }

  @Override
  public Integer call() {
    Dialect target =
        Dialects.forUrl(dialect == DialectName.H2 ? "jdbc:h2:mem:" : "jdbc:sqlserver://");
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
    schemas.forEach(schema -> out.println(target.createSchema(schema) + ";\n"));
    TableDdl ddl = new TableDdl(target);
    tables.forEach(table -> out.println(ddl.createTable(table) + ";\n"));
    return ExitCodes.ALL_LOADED;
  }
}
