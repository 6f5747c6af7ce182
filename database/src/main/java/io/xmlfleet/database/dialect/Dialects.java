package io.xmlfleet.database.dialect;

import io.xmlfleet.failure.UsageException;
import java.util.stream.Stream;

/** The dialects that there are. */
public final class Dialects {
  private Dialects() {}

  /**
   * A dialect for the database of a JDBC URL.
   *
   * @throws UsageException if none speaks it
   */
  public static Dialect forUrl(String jdbcUrl) {
    return Stream.of(new H2Dialect(), new SqlServerDialect())
        .filter(dialect -> dialect.speaks(jdbcUrl))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no database of ours: give a JDBC URL that starts with jdbc:sqlserver: or"
                        + " jdbc:h2:"));
  }
}
