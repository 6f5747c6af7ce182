package io.xmlfleet.wiring;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dashboard is to be served. Immutable.
 *
 * @param port 0: any free one
 * @param tokenFile operators' tokens; null: one of the data folder's own
 * @param readTokenFile readers' tokens; null: everybody may read
 * @param proxy null: nobody's users are believed
 * @param tls null: nothing is encrypted
 * @param operator in whose name things are done there with an unnamed token, {@code user@host}
 * @param command a command line of this fleet, with {@code {command}} in the command's place
 */
public record DashboardRequest(
    String host,
    int port,
    @Nullable Path tokenFile,
    @Nullable Path readTokenFile,
    @Nullable Proxy proxy,
    @Nullable Tls tls,
    String operator,
    String command) {
  /** A proxy that logs users in. */
  public record Proxy(List<String> addresses, String header, List<String> operators) {}

  /**
   * Key and certificate.
   *
   * @param passwordFile its first line is the password
   */
  public record Tls(Path keyStore, Path passwordFile) {}
}
