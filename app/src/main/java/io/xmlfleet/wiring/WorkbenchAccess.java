package io.xmlfleet.wiring;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.workbench.LiveTables;
import io.xmlfleet.workbench.Sample;
import io.xmlfleet.workbench.Workbench;
import io.xmlfleet.workbench.WorkbenchSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
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
   * @param draft what is edited if it is not
   * @param database its tables are compared with the contract's where a URL is named
   */
  public record Request(int port, Path contract, String draft, DatabaseRequest database) {}

  /**
   * Serves one, with a token of its own.
   *
   * @throws InfrastructureException if the port is taken
   */
  public static WorkbenchAccess serve(Request request, List<Sample> samples) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    Secret token = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    WorkbenchSettings settings =
        new WorkbenchSettings(request.port(), token, request.contract(), request.draft());
    return new WorkbenchAccess(
        Workbench.start(settings, samples, tables(request.database())), token);
  }

  private static @Nullable LiveTables tables(DatabaseRequest database) {
    String url = database.url();
    return url == null
        ? null
        : tables ->
            SchemaReport.of(database, url, tables).findings().stream()
                .map(each -> new LiveTables.Difference(each.isError(), each.text()))
                .toList();
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
