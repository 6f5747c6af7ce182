package io.xmlfleet.database.dialect;

import io.xmlfleet.failure.UsageException;
import java.util.List;

/** The dialects that there are. */
public final class Dialects {
  private static final List<Dialect> ALL = List.of(new H2Dialect(), new SqlServerDialect());

  private Dialects() {}

  /**
   * The dialect of a JDBC URL.
   *
   * @throws UsageException if none speaks it
   */
  public static Dialect forUrl(String jdbcUrl) {
    return ALL.stream()
        .filter(dialect -> dialect.speaks(jdbcUrl))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no database of ours: give a JDBC URL that starts with jdbc:sqlserver: or"
                        + " jdbc:h2:"));
  }
}
