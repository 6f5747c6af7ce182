package io.xmlfleet.database;

import io.xmlfleet.settings.Secret;
import java.time.Duration;

/**
 * Where the database is and how it is talked to. Immutable.
 *
 * @param url JDBC URL; shown only with its secrets masked
 * @param connections most connections at once: the workers' and one to spare
 * @param connectTimeout longest wait for a connection
 */
public record DatabaseSettings(
    String url,
    String user,
    Secret password,
    int connections,
    Duration connectTimeout,
    WriterOptions writing) {

  /** The URL as it may be shown. */
  public String shownUrl() {
    return url.replaceAll("(?i)(password|pwd|secret|token)=[^;&]*", "$1=*****");
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + shownUrl() + ", user=" + user + "]";
  }
}
