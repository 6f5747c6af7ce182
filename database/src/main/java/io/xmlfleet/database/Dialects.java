package io.xmlfleet.database;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.h2.H2Dialect;
import io.xmlfleet.database.dialect.postgres.PostgresDialect;
import io.xmlfleet.database.dialect.sqlserver.SqlServerDialect;
import io.xmlfleet.failure.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dialects that there are: each database gets one of its own, which knows its spellings. */
public final class Dialects {
  private Dialects() {}

  private static Stream<Dialect> all() {
    return Stream.of(new SqlServerDialect(), new PostgresDialect(), new H2Dialect());
  }

  /**
   * A dialect for the database of a JDBC URL.
   *
   * @throws UsageException if none speaks it
   */
  public static Dialect forUrl(String jdbcUrl) {
    return find(jdbcUrl)
        .orElseThrow(
            () ->
                new UsageException(
                    "this kind of database is not supported: give a JDBC URL that starts with "
                        + all().map(Dialect::urlPrefix).collect(Collectors.joining(" or "))));
  }

  /** The same, if there is one. */
  public static Optional<Dialect> find(String jdbcUrl) {
    return all().filter(dialect -> jdbcUrl.startsWith(dialect.urlPrefix())).findFirst();
  }

  /** Their names on a command line, such as {@code sqlserver}. */
  public static List<String> names() {
    return all()
        .map(Dialect::urlPrefix)
        .map(prefix -> prefix.substring("jdbc:".length(), prefix.length() - 1))
        .toList();
  }
}
