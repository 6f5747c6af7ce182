package io.xmlfleet.wiring;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.workbench.LiveTables;
import io.xmlfleet.workbench.Workbench;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A workbench that is served, and its token. Thread-safe. */
public final class WorkbenchAccess implements AutoCloseable {
  private static final int TOKEN_BYTES = 24;

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
            tables(request.database()),
            trial == null
                ? null
                : new TrialCommand(
                    trial, request.contract(), request.database(), Clock.systemUTC()),
            null);
    return new WorkbenchAccess(Workbench.start(request.port(), token, work), token);
  }

  private static @Nullable LiveTables tables(DatabaseRequest database) {
    String url = database.url();
    return url == null
        ? null
        : tables ->
            SchemaReport.of(database, url, tables).findings().stream()
                .map(each -> new LiveTables.Difference(each.isError(), each.text(), each.mend()))
                .toList();
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
