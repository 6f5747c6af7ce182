package io.xmlfleet.database.dialect.postgres;

import io.xmlfleet.database.dialect.Dialect;
import io.xmlfleet.database.dialect.Narrowing;
import io.xmlfleet.database.dialect.SqlNames;
import io.xmlfleet.database.dialect.UnfitValueException;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.Table;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table to which COPY does what an insert does, and its rows in COPY's binary format. Confined to
 * the thread of its connection.
 */
final class CopyTarget implements AutoCloseable {
  /** Signature, flags, and the length of an extension that is not there. */
  private static final byte[] HEADER =
      "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final int NULL_LENGTH = -1;
  private static final short NO_MORE_ROWS = -1;

  /**
   * COPY passes over rules, takes nothing where this login sees some rows only, and a view and a
   * foreign table are another matter; who has rights to single columns cannot lock the table.
   */
  private static final String LOOK =
      """
      SELECT a.attname,
        REPLACE(
          format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, NULL),
          ' without time zone', '')
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid
      JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
        AND NOT row_security_active(c.oid) AND has_table_privilege(c.oid, 'INSERT')
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      """;

  private final Table table;
  private final Dialect dialect;
  private final @Nullable Narrowing[] narrowings;
  private final List<String> types;
  private final List<CopyEncoding> encodings;
  private final PreparedStatement lockAndLook;

  private CopyTarget(
      Connection connection,
      Table table,
      Dialect dialect,
      List<String> types,
      List<CopyEncoding> encodings)
      throws SQLException {
    this.table = table;
    this.dialect = dialect;
    this.narrowings = dialect.spellings().narrowings(table);
    this.types = types;
    this.encodings = encodings;
    this.lockAndLook =
        connection.prepareStatement(
            "LOCK TABLE ONLY "
                + SqlNames.of(table.id(), dialect)
                + " IN ROW EXCLUSIVE MODE; "
                + LOOK);
  }

  /** Looks at a table; null: its rows have to be inserted. */
  static @Nullable CopyTarget find(
      Connection connection, Table table, Dialect dialect, Duration limit) throws SQLException {
    List<String> types;
    try (PreparedStatement look = connection.prepareStatement(LOOK)) {
      types = types(look, table, dialect, limit);
    }
    List<CopyEncoding> encodings = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      CopyEncoding encoding = CopyEncoding.of(table.columns().get(i).type().kind(), types.get(i));
      if (encoding == null) {
        return null;
      }
      encodings.add(encoding);
    }
    return types.isEmpty() ? null : new CopyTarget(connection, table, dialect, types, encodings);
  }

  /** Base types of a table's columns, in the contract's order; none: COPY is not for this table. */
  private static List<String> types(
      PreparedStatement look, Table table, Dialect dialect, Duration limit) throws SQLException {
    look.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
    look.setString(1, SqlNames.of(table.id(), dialect));
    if (!look.execute()) {
      look.getMoreResults(); // the lock's answer comes first
    }
    Map<String, String> live = new HashMap<>();
    try (ResultSet found = look.getResultSet()) {
      while (found.next()) {
        live.put(found.getString(1), found.getString(2));
      }
    }
    List<String> types = new ArrayList<>();
    for (Column column : table.columns()) {
      String type = live.get(dialect.spellings().of(table.id(), column.name()));
      if (type == null) {
        return List.of();
      }
      types.add(type);
    }
    return types;
  }

  /**
   * Whether the table is as it was found. Nobody alters it from now to the end of the transaction:
   * what COPY sends for an int8 would be taken for a float8 without an error.
   */
  boolean isUnchanged(Duration limit) throws SQLException {
    return types(lockAndLook, table, dialect, limit).equals(types);
  }

  String statement() {
    return table.columns().stream()
        .map(column -> SqlNames.of(table.id(), column.name(), dialect))
        .collect(
            Collectors.joining(
                ", ",
                "COPY " + SqlNames.of(table.id(), dialect) + " (",
                ") FROM STDIN (FORMAT binary)"));
  }

  static void begin(ByteArrayOutputStream out) {
    out.writeBytes(HEADER);
  }

  /**
   * Adds a row.
   *
   * @throws UnfitValueException if no column keeps one of its values
   */
  void add(@Nullable Object[] row, ByteArrayOutputStream out) throws UnfitValueException {
    out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) row.length).array());
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value == null) {
        out.writeBytes(length(NULL_LENGTH));
        continue;
      }
      Narrowing narrowing = narrowings[i];
      byte[] field;
      try {
        field = encodings.get(i).of(narrowing == null ? value : narrowing.narrow(value));
      } catch (UnfitValueException e) {
        throw e.in(table.columns().get(i).name());
      }
      out.writeBytes(length(field.length));
      out.writeBytes(field);
    }
  }

  private static byte[] length(int bytes) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array();
  }

  static void end(ByteArrayOutputStream out) {
    out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort(NO_MORE_ROWS).array());
  }

  @Override
  public void close() throws SQLException {
    lockAndLook.close();
  }
}
