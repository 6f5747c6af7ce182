package io.xmlfleet.cli.inspect;

import io.xmlfleet.cli.base.CommandGroup;
import io.xmlfleet.cli.base.ExitCodes;
import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.cli.option.DatabaseOptions;
import io.xmlfleet.cli.terminal.CsvSink;
import io.xmlfleet.cli.terminal.TextTable;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.text.Counted;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.SqlQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xmlfleet db}. */
@Command(
    name = "db",
    header = "Run an SQL statement on the fleet's database and print the result.",
    description = {
      "Runs an SQL statement and prints the result as a table. It also works during a run. The",
      "ledger of what was loaded is the table xmlfleet_ledger."
    },
    footer = {
      "",
      "Examples:",
      "  xmlfleet db \"select count(*) from application\"",
      "  xmlfleet db --csv \"select * from contact\" > contacts.csv"
    })
@CommandGroup.Member(CommandGroup.INSPECT)
public final class DbCommand extends FleetCommand {
  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(paramLabel = "SQL", description = "One statement.")
  private String sql = "";

  @Option(names = "--csv", description = "Comma-separated values instead of a table, all rows.")
  private boolean csv;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "Largest number of rows to print; 0: all (default: ${DEFAULT-VALUE}).")
  private long limit = 1000;

  @Override
  public Integer call() {
    if (sql.isBlank()) {
      throw new UsageException("the SQL is blank: give a statement, such as \"select 1\"");
    }
    try (DatabaseAccess access = database.toLook()) {
      SqlQuery query = new SqlQuery(access.login());
      if (csv) {
        report(query.run(sql, new CsvSink(out())));
      } else {
        TableSink sink = new TableSink();
        report(query.run(sql, sink));
        sink.print();
      }
    }
    return ExitCodes.ALL_LOADED;
  }

  private void report(long changed) {
    if (changed >= 0) {
      say("%,d rows changed%n", changed);
    }
  }

  /** Collects, since widths are known at the end only. */
  private final class TableSink implements SqlQuery.Sink {
    private TextTable table = new TextTable(List.of());
    private long rows;
    private boolean more;

    @Override
    public void columns(List<SqlQuery.Column> columns) {
      table =
          new TextTable(
              columns.stream().map(c -> new TextTable.Column(c.name(), c.number())).toList());
    }

    @Override
    public boolean row(List<@Nullable String> values) {
      if (limit > 0 && rows == limit) {
        more = true;
        return false;
      }
      rows++;
      table.row(values.stream().map(value -> value == null ? "NULL" : value).toList());
      return true;
    }

    void print() {
      if (!table.hasColumns()) {
        return;
      }
      table.print(out(), "");
      say("(%s%s)%n", Counted.of(rows, "row"), rest());
    }

    private String rest() {
      return more ? "; there are more: --limit 0 shows all" : "";
    }
  }
}
