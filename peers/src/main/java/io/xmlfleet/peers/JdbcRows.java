package io.xmlfleet.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows of many documents by Spring's JDBC: one batch a table, parents first, in the transaction of
 * the caller. Thread-safe.
 */
final class JdbcRows {
  private final JdbcTemplate jdbc;
  private final Map<TableId, String> inserts = new LinkedHashMap<>();

  JdbcRows(DataSource source, List<Table> tables) {
    this.jdbc = new JdbcTemplate(source);
    tables.forEach(table -> inserts.put(table.id(), insertInto(table)));
  }

  /** Connections for so many threads; one that is away is reported after two seconds. */
  static HikariDataSource pool(Setting setting) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(setting.jdbcUrl());
    config.setUsername(Setting.USER);
    config.setPassword("");
    config.setMaximumPoolSize(setting.threads() + 2);
    config.setConnectionTimeout(2_000);
    return new HikariDataSource(config);
  }

  /** Writes all rows; throws Spring's {@code DataAccessException} as it comes. */
  void write(List<Mapped.Rows> documents) {
    Map<TableId, List<Object[]>> merged = new HashMap<>();
    for (Mapped.Rows document : documents) {
      for (RowBatch batch : document.batches()) {
        merged.computeIfAbsent(batch.table().id(), table -> new ArrayList<>()).addAll(batch.rows());
      }
    }
    inserts.forEach(
        (table, insert) -> {
          List<Object[]> rows = merged.get(table);
          if (rows != null) {
            jdbc.batchUpdate(insert, new RowSetter(rows));
          }
        });
  }

  private static String insertInto(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> '"' + column.name() + '"')
            .collect(Collectors.joining(", "));
    String marks =
        table.columns().stream().map((Column c) -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO \"" + table.id().name() + "\" (" + columns + ") VALUES (" + marks + ")";
  }

  private record RowSetter(List<Object[]> rows) implements BatchPreparedStatementSetter {
    @Override
    public void setValues(PreparedStatement insert, int i) throws SQLException {
      Object[] row = rows.get(i);
      for (int column = 0; column < row.length; column++) {
        if (row[column] == null) {
          insert.setNull(column + 1, Types.NULL);
        } else {
          insert.setObject(column + 1, row[column]);
        }
      }
    }

    @Override
    public int getBatchSize() {
      return rows.size();
    }
  }
}
