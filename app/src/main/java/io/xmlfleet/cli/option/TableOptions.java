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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Documents that stand in a table, instead of files. */
@Command(optionListHeading = "%nTable:%n")
final class TableOptions implements SourceKind {
  private static final String PASSWORD = "XMLFLEET_SOURCE_DB_PASSWORD";
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
      description = "Unique column of the table; the rows are read in its order.")
  private @Nullable String key;

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description =
          "Column with the documents: text, xml, or bytes, which may be compressed by gzip.")
  private @Nullable String column;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only rows that meet this condition, in the SQL of the database.")
  private @Nullable String where;

  @Option(
      names = "--range",
      paramLabel = "FROM..TO",
      description = "Only these keys, including both; you may leave out one of them.")
  private @Nullable String range;

  @Option(names = "--limit", paramLabel = "N", description = "At most this many documents.")
  private @Nullable Long limit;

  @Option(
      names = "--skip-loaded",
      description =
          "Do not read or send documents that --contract has loaded already, by the ledger"
              + " in --db.")
  private boolean skipLoaded;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Number of connections that read at the same time (default: ${DEFAULT-VALUE}).")
  private int readers = 2;

  @Option(
      names = "--source-db",
      paramLabel = "JDBC-URL",
      description = "The database of the table (default: the one of --db).")
  private @Nullable String sourceUrl;

  @Option(names = "--source-db-user", paramLabel = "USER", description = "Login of that database.")
  private @Nullable String sourceUser;

  @Option(
      names = "--source-db-password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the password of that database (default: the variable "
              + PASSWORD
              + ").")
  private @Nullable Path sourcePasswordFile;

  @Override
  public String option() {
    return "--from-table";
  }

  @Override
  public boolean asked() {
    return table != null;
  }

  @Override
  public List<String> options() {
    return OTHERS;
  }

  @Override
  public boolean needsDatabase() {
    return true;
  }

  @Override
  public void check(boolean follows) {
    if (follows) {
      throw new UsageException("--follow waits for files; a table is read once");
    }
    if (limit != null && limit < 1) {
      throw new UsageException("--limit takes a number of at least 1, not " + limit);
    }
  }

  @Override
  public DocumentSource open(Request request) {
    DatabaseAccess.Login fleet = Objects.requireNonNull(request.database());
    String contract = request.contract();
    String named = required(table, "--from-table");
    TableSelection selection =
        new TableSelection(
            named,
            required(key, "--key"),
            required(column, "--column"),
            where,
            range == null ? KeyRange.ALL : KeyRange.parse(range),
            limit == null ? 0 : limit,
            readers,
            request.maxDocumentBytes());
    DatabaseAccess.Login documents = sourceUrl == null ? fleet : source(sourceUrl, fleet);
    if (!skipLoaded) {
      return TableDatabases.open(documents, selection);
    }
    if (contract == null) {
      throw new UsageException("--skip-loaded needs --contract: the ledger knows what by which");
    }
    return TableDatabases.openUnloaded(documents, selection, fleet, contract);
  }

  private DatabaseAccess.Login source(String url, DatabaseAccess.Login fleet) {
    SecretExposure.refuseInFlag(mixee, "--source-db", url);
    Secret password = DatabaseOptions.password(mixee, sourcePasswordFile, PASSWORD);
    return new DatabaseAccess.Login(
        url, DatabaseOptions.userOrDefault(url, sourceUser), password, fleet.patience());
  }

  private static String required(@Nullable String value, String option) {
    if (value == null) {
      throw new UsageException("--from-table needs " + option);
    }
    return value;
  }
}
