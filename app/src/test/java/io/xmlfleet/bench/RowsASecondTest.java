package io.xmlfleet.bench;

import io.xmlfleet.database.Database;
import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.DatabaseSettings;
import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.database.dialect.h2.H2Dialect;
import io.xmlfleet.database.dialect.postgres.PostgresDialect;
import io.xmlfleet.database.schema.SchemaSetup;
import io.xmlfleet.embedded.EmbeddedDatabase;
import io.xmlfleet.settings.Secret;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.ColumnType.Kind;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import io.xmlfleet.testing.PostgresUnderTest;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows a second of one table, by COPY and by inserts into PostgreSQL, and into the embedded
 * database, in turn: {@code -Drows.seconds=3} lets each trial take so long, {@code -Drows.latency}
 * puts so many milliseconds before each round trip to PostgreSQL.
 */
@EnabledIfSystemProperty(named = "rows.seconds", matches = ".+")
class RowsASecondTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int ROUNDS = 5;
  private static final int[] ROWS = {8, 16, 32, 64, 128, 256, 1_000, 5_000};

  private static final Table TABLE =
      new Table(
          new TableId(null, "rows_a_second"),
          List.of(
              new Column("applicant_id", ColumnType.of(Kind.BIGINT), false),
              new Column("position", ColumnType.of(Kind.INT), false),
              new Column("first_name", ColumnType.string(40), true),
              new Column("last_name", ColumnType.string(40), true),
              new Column("email", ColumnType.string(120), true),
              new Column("born", ColumnType.of(Kind.DATE), true),
              new Column("received", ColumnType.of(Kind.DATETIME), true),
              new Column("income", ColumnType.decimal(12, 2), true),
              new Column("rate", ColumnType.of(Kind.DOUBLE), true),
              new Column("is_main", ColumnType.of(Kind.BIT), true),
              new Column("remark", ColumnType.string(0), true)),
          List.of("applicant_id"),
          List.of());

  private final long nanos =
      (long) (Double.parseDouble(System.getProperty("rows.seconds")) * 1_000_000_000);
  private long last;

  @TempDir Path folder;

  @Test
  void tellsHowManyRowsGoInASecond() throws Exception {
    URI server = URI.create(PostgresUnderTest.url().substring("jdbc:".length()));
    Duration latency = Duration.ofMillis(Long.getLong("rows.latency", 0));
    try (LatencyLink link = LatencyLink.to(server.getPort(), latency);
        EmbeddedDatabase embedded = EmbeddedDatabase.start(folder.resolve("h2"), 0, "rows");
        Database copy = postgres(latency.isZero() ? server.getPort() : link.port(), true);
        Database inserts = postgres(latency.isZero() ? server.getPort() : link.port(), false);
        Database h2 =
            Database.connect(
                settings(embedded.localUrl(), EmbeddedDatabase.USER, false), new H2Dialect())) {
      Map<String, Database> ways = new LinkedHashMap<>();
      ways.put("COPY", copy);
      ways.put("inserts", inserts);
      ways.put("H2", h2);
      System.out.println("| rows a transaction | way | rows a second, median | min | max |");
      for (int rows : ROWS) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
          for (Map.Entry<String, Database> way : ways.entrySet()) {
            double rate = rate(way.getValue(), rows);
            if (round > 0) { // the first one warms up
              rates.computeIfAbsent(way.getKey(), any -> new ArrayList<>()).add(rate);
            }
          }
        }
        rates.forEach((way, all) -> print(rows, way, all.stream().sorted().toList()));
      }
    }
  }

  private static void print(int rows, String way, List<Double> sorted) {
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %,.0f | %,.0f | %,.0f |%n",
        rows,
        way,
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }

  private static Database postgres(int port, boolean copy) {
    return Database.connect(
        settings("jdbc:postgresql://127.0.0.1:" + port + "/postgres", PostgresUnderTest.USER, copy),
        new PostgresDialect(1));
  }

  private static DatabaseSettings settings(String url, String user, boolean copy) {
    return new DatabaseSettings(
        url, user, Secret.NONE, 2, Duration.ofSeconds(15), LIMIT, new WriterOptions(1_000, copy));
  }

  /** Into a table that is new. */
  private double rate(Database database, int rows) throws SQLException {
    new SchemaSetup(database).create(List.of(TABLE));
    try (DatabaseSession session = database.session()) {
      long done = 0;
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < nanos) {
        List<Object[]> batch = batch(rows);
        done +=
            session.inTransaction(
                LIMIT,
                transaction -> {
                  transaction.write(new RowBatch(TABLE, batch));
                  return rows;
                });
      }
      return done * 1e9 / (System.nanoTime() - begin);
    } finally {
      try (Connection connection = database.connection();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE rows_a_second");
        connection.commit();
      }
    }
  }

  private List<Object[]> batch(int rows) {
    List<Object[]> batch = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      batch.add(row(++last));
    }
    return batch;
  }

  private static Object[] row(long id) {
    return new Object[] {
      id,
      (int) (id % 100),
      "Ann-Marie",
      "Applicant " + id,
      "applicant." + id + "@example.org",
      LocalDate.of(1980, 1, 1).plusDays(id % 9_000),
      LocalDateTime.of(2026, 3, 8, 10, 11, 12, 345_000_000).plusSeconds(id % 100_000),
      BigDecimal.valueOf(300_000 + id % 1_000_000, 2),
      id / 7.0,
      id % 2 == 0,
      id % 3 == 0 ? null : "says that the income is paid monthly, and twice in December"
    };
  }
}
