package io.xmlfleet.wiring;

import io.xmlfleet.database.schema.ExistingTable;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.workbench.LiveTables;
import io.xmlfleet.workbench.Workbench;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A workbench that is served, and its token. Thread-safe. */
public final class WorkbenchAccess implements AutoCloseable {
  private static final int TOKEN_BYTES = 24;

  /** Of the ledger and its like, which no document fills. */
  private static final String OF_OUR_OWN = "xmlfleet_";

  private final Workbench workbench;
  private final Secret token;

  private WorkbenchAccess(Workbench workbench, Secret token) {
    this.workbench = workbench;
    this.token = token;
  }

  /**
   * What is to be edited. Immutable.
   *
   * @param port 0: any free one
   * @param contract the file; it need not be there yet
   * @param documents reads the samples, on a thread of its own
   * @param database its tables are compared with the contract's where a URL is named
   * @param trial null: nothing can be run from the page
   */
  public record Request(
      int port,
      Path contract,
      Supplier<Workbench.Documents> documents,
      DatabaseRequest database,
      @Nullable Trial trial) {}

  /**
   * How the samples are loaded. Immutable.
   *
   * @param command the same for a terminal
   * @param arguments of the program
   * @param variables in its environment, besides those of this process
   * @param data its data folder
   */
  public record Trial(
      String command,
      String mainClass,
      List<String> arguments,
      Map<String, String> variables,
      Path data) {}

  /**
   * Serves one, with a token of its own.
   *
   * @throws InfrastructureException if the port is taken
   */
  public static WorkbenchAccess serve(Request request) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    Secret token = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    Trial trial = request.trial();
    Workbench.Work work =
        new Workbench.Work(
            request.contract(),
            request.documents(),
            LiveDatabase.of(request.database()),
            trial == null
                ? null
                : new TrialCommand(
                    trial, request.contract(), request.database(), Clock.systemUTC()),
            null);
    return new WorkbenchAccess(Workbench.start(request.port(), token, work), token);
  }

  /** The database that is named, asked over a connection of its own each time. */
  private record LiveDatabase(DatabaseRequest database, String url) implements LiveTables {
    /** Null: none is named. */
    static @Nullable LiveDatabase of(DatabaseRequest database) {
      String url = database.url();
      return url == null ? null : new LiveDatabase(database, url);
    }

    @Override
    public List<Difference> differences(List<Table> tables) {
      return SchemaReport.of(database, url, tables).findings().stream()
          .map(each -> new Difference(each.isError(), each.text(), each.mend()))
          .toList();
    }

    @Override
    public List<TableId> names() {
      return SchemaReport.ask(database, url, ExistingTable::names).stream()
          .filter(table -> !table.name().toLowerCase(Locale.ROOT).startsWith(OF_OUR_OWN))
          .toList();
    }

    @Override
    public ExistingTable table(TableId table) {
      return SchemaReport.ask(database, url, found -> ExistingTable.of(found, table));
    }
  }

  /** How many samples there are; waits until they are read, and throws what that threw. */
  public int samples() {
    return workbench.samples();
  }

  /** Where to go; whoever has it, has the token. */
  public String url() {
    return workbench.url() + "#token=" + token.reveal();
  }

  @Override
  public void close() {
    workbench.close();
  }
}
