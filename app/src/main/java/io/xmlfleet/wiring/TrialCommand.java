package io.xmlfleet.wiring;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.database.Dialects;
import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.table.TableId;
import io.xmlfleet.workbench.TrialRun;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code xmlfleet run} as a process of its own, as somebody would on a terminal, and reads the
 * rows where that wrote them. Thread-safe.
 */
final class TrialCommand implements TrialRun {
  private static final int SHOWN_ROWS = 20;
  private static final int LONGEST_VALUE = 200;

  private final WorkbenchAccess.Trial asked;
  private final Path contract;
  private final DatabaseRequest database;
  private final Clock clock;

  TrialCommand(WorkbenchAccess.Trial asked, Path contract, DatabaseRequest database, Clock clock) {
    this.asked = asked;
    this.contract = contract;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String command() {
    return asked.command();
  }

  @Override
  public int run(Consumer<String> said) throws InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-XX:TieredStopAtLevel=1");
    line.add("-cp");
    line.add(classPath());
    line.add(asked.mainClass());
    line.addAll(asked.arguments());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(asked.variables());
    try {
      Process process = builder.redirectInput(ProcessBuilder.Redirect.from(nothing())).start();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String each = out.readLine(); each != null; each = out.readLine()) {
          said.accept(each);
        }
        return process.waitFor();
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UsageException("the command cannot be started: " + e.getMessage(), e);
    }
  }

  /** Of the program as it was started; its entries may be relative to the working directory. */
  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  @Override
  public List<LoadedRows> rows() {
    List<LoadedRows> tables = new ArrayList<>();
    try (DatabaseAccess access =
        DatabaseAccess.toLook(database, new DataFolder(asked.data()), clock)) {
      Dialect dialect = Dialects.forUrl(access.login().url());
      SqlQuery query = new SqlQuery(access.login());
      Contracts.read(contract)
          .tables()
          .forEach(table -> tables.add(rows(query, dialect, table.id())));
    } catch (ContractException e) {
      throw new UsageException("the saved contract has problems", e);
    }
    return tables;
  }

  private static LoadedRows rows(SqlQuery query, Dialect dialect, TableId table) {
    List<String> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    try {
      long unused =
          query.run(
              dialect.firstRows(table, SHOWN_ROWS),
              new SqlQuery.Sink() {
                @Override
                public void columns(List<SqlQuery.Column> found) {
                  found.forEach(column -> columns.add(column.name()));
                }

                @Override
                public boolean row(List<@Nullable String> values) {
                  List<@Nullable String> shown = new ArrayList<>();
                  values.forEach(value -> shown.add(cut(value)));
                  rows.add(shown);
                  return rows.size() < SHOWN_ROWS;
                }
              });
      return new LoadedRows(table.toString(), columns, rows, null);
    } catch (UsageException e) {
      return new LoadedRows(table.toString(), List.of(), List.of(), e.getMessage());
    }
  }

  private static @Nullable String cut(@Nullable String value) {
    return value == null || value.length() <= LONGEST_VALUE
        ? value
        : value.substring(0, LONGEST_VALUE) + '…';
  }
}
