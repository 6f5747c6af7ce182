package io.xmlfleet.database;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.settings.Secret;
import java.time.Duration;

/**
 * Where the database is and how it is talked to. Immutable.
 *
 * @param url JDBC URL; shown only with its secrets masked
 * @param connections most connections at once: the workers' and one to spare
 * @param connectTimeout longest wait for the first connection, and for the login of any
 * @param networkLimit a server that is silent for so long in the middle of a statement is gone;
 *     longer than any statement
 * @param patience of those who connect, and look at tables, with what may pass
 */
public record DatabaseSettings(
    String url,
    String user,
    Secret password,
    int connections,
    Duration connectTimeout,
    Duration networkLimit,
    WriterOptions writing,
    Patience patience) {

  /** Without patience. */
  public DatabaseSettings(
      String url,
      String user,
      Secret password,
      int connections,
      Duration connectTimeout,
      Duration networkLimit,
      WriterOptions writing) {
    this(url, user, password, connections, connectTimeout, networkLimit, writing, Patience.NONE);
  }

  /** The URL as it may be shown. */
  public String shownUrl() {
    return Secret.masked(url);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + shownUrl() + ", user=" + user + "]";
  }
}
