package io.xmlfleet.cli.option;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.table.KeyRange;
import io.xmlfleet.source.table.TableSelection;
import io.xmlfleet.wiring.DatabaseAccess;
import io.xmlfleet.wiring.TableDatabases;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Documents that stand in a table, instead of files. */
@Command(optionListHeading = "%nTable:%n")
final class TableOptions {
  private static final String PASSWORD = "XMLFLEET_SOURCE_DB_PASSWORD";
  private static final List<String> OF_FILES =
      List.of("--include", "--exclude", "--split", "--record-ids", "--record-id");
  private static final List<String> OTHERS =
      List.of(
          "--key",
          "--column",
          "--where",
          "--range",
          "--limit",
          "--skip-loaded",
          "--readers",
          "--source-db",
          "--source-db-user",
          "--source-db-password-file");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--from-table",
      paramLabel = "TABLE",
      description = "Read the documents from a column of this table, such as dbo.app_xml.")
  private @Nullable String table;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "Names each row once; its order is the order of reading.")
  private @Nullable String key;

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description = "The documents: text, xml, or bytes, which may be compressed by gzip.")
  private @Nullable String column;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only rows of which this is true, in the database's SQL.")
  private @Nullable String where;

  @Option(
      names = "--range",
      paramLabel = "FROM..TO",
      description = "Only these keys, both included; one of the two may be left out.")
  private @Nullable String range;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many documents.")
  private long limit;

  @Option(
      names = "--skip-loaded",
      description = "Neither read nor send what the ledger in --db knows as loaded by --contract.")
  private boolean skipLoaded;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Connections that read at once (default: ${DEFAULT-VALUE}).")
  private int readers = 2;

  @Option(
      names = "--source-db",
      paramLabel = "JDBC-URL",
      description = "The database of the table (default: the one of --db).")
  private @Nullable String sourceUrl;

  @Option(names = "--source-db-user", paramLabel = "USER", description = "Login there.")
  private @Nullable String sourceUser;

  @Option(
      names = "--source-db-password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the password there (default: the variable " + PASSWORD + ").")
  private @Nullable Path sourcePasswordFile;

  boolean asked() {
    return table != null;
  }

  /**
   * Checks that either a table or inputs are named.
   *
   * @throws UsageException if not, or if options of a table come without one
   */
  void requireOneOf(List<String> inputs) {
    if (asked() == !inputs.isEmpty()) {
      throw new UsageException(
          asked()
              ? "name either inputs or --from-table"
              : "nothing to read: name a file, a folder, a glob, - for stdin, or --from-table");
    }
    if (asked()) {
      requireNoOptionOfFiles("--from-table");
    } else {
      refuse(OTHERS, " needs --from-table");
    }
  }

  /**
   * Checks that no option of files is given.
   *
   * @param instead where the documents come from
   * @throws UsageException if one is
   */
  void requireNoOptionOfFiles(String instead) {
    refuse(OF_FILES, " is for files, not for " + instead);
  }

  private void refuse(List<String> options, String reason) {
    for (String option : options) {
      if (mixee.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new UsageException(option + reason);
      }
    }
  }

  /**
   * Opens the table.
   *
   * @param fleet the database of --db: of the ledger, and of the table if no other one is named
   * @param contract null: none is known
   * @throws UsageException if it cannot be read as asked
   */
  DocumentSource open(DatabaseAccess.Login fleet, @Nullable String contract, int maxDocumentBytes) {
    String named = required(table, "--from-table");
    TableSelection selection =
        new TableSelection(
            named,
            required(key, "--key"),
            required(column, "--column"),
            where,
            range == null ? KeyRange.ALL : KeyRange.parse(range),
            limit,
            readers,
            maxDocumentBytes);
    DatabaseAccess.Login documents = sourceUrl == null ? fleet : source(sourceUrl);
    if (!skipLoaded) {
      return TableDatabases.open(documents, selection);
    }
    if (contract == null) {
      throw new UsageException("--skip-loaded needs --contract: the ledger knows what by which");
    }
    return TableDatabases.openUnloaded(documents, selection, fleet, contract);
  }

  private DatabaseAccess.Login source(String url) {
    SecretExposure.refuseInFlag(mixee, "--source-db", url);
    Secret password = DatabaseOptions.password(mixee, sourcePasswordFile, PASSWORD);
    return new DatabaseAccess.Login(url, DatabaseOptions.userOrDefault(url, sourceUser), password);
  }

  private static String required(@Nullable String value, String option) {
    if (value == null) {
      throw new UsageException("--from-table needs " + option);
    }
    return value;
  }
}
