package io.xmlfleet.dashboard;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.settings.Secret;

/**
 * How the dashboard is served. Immutable.
 *
 * @param host name or address to listen on
 * @param port 0: any free one
 * @param token whoever knows it may see documents and replay, park and unpark
 * @param operator in whose name that is done, {@code user@host}
 * @param command a command line for people who copy it, with {@code {command}} where the command
 *     stands, and with the options that find this fleet
 */
public record DashboardSettings(
    String host, int port, Secret token, String operator, String command) {
  private static final int SHORTEST_TOKEN = 16;
  private static final int HIGHEST_PORT = 65_535;

  public DashboardSettings {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new UsageException("a port is 0 to " + HIGHEST_PORT + ", not " + port);
    }
    if (token.reveal().length() < SHORTEST_TOKEN) {
      throw new UsageException(
          "the dashboard's token has fewer than "
              + SHORTEST_TOKEN
              + " characters: it is guessable");
    }
  }
}
