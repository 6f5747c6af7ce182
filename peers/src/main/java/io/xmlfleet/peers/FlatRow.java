package io.xmlfleet.peers;

import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * One table's rows as records: packed more tightly than any of Connect's own converters would, and
 * unpacked to what its sinks take. Immutable and thread-safe.
 */
final class FlatRow {
  private final Table table;
  private final Schema schema;

  FlatRow(Table table) {
    this.table = table;
    SchemaBuilder builder = SchemaBuilder.struct().name(table.id().name());
    table.columns().forEach(column -> builder.field(column.name(), schema(column.type())));
    this.schema = builder.build();
  }

  Table table() {
    return table;
  }

  Schema schema() {
    return schema;
  }

  byte[] pack(Object[] row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int i = 0; i < row.length; i++) {
        out.writeBoolean(row[i] != null);
        if (row[i] != null) {
          write(out, table.columns().get(i), row[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but memory
    }
    return bytes.toByteArray();
  }

  Struct unpack(byte[] packed) {
    Struct struct = new Struct(schema);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      for (Column column : table.columns()) {
        if (in.readBoolean()) {
          struct.put(column.name(), read(in, column.type()));
        }
      }
      return struct;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a row that was packed by something else
    }
  }

  private static Schema schema(ColumnType type) {
    return switch (type.kind()) {
      case STRING -> Schema.OPTIONAL_STRING_SCHEMA;
      case BIT -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
      case TINYINT, SMALLINT -> Schema.OPTIONAL_INT16_SCHEMA;
      case INT -> Schema.OPTIONAL_INT32_SCHEMA;
      case BIGINT -> Schema.OPTIONAL_INT64_SCHEMA;
      case DECIMAL -> Decimal.builder(type.scale()).optional().build();
      case DATE -> Date.builder().optional().build();
      case DATETIME -> MicroTimestamp.builder().optional().build();
      default -> throw foreign(type);
    };
  }

  private static void write(DataOutputStream out, Column column, Object value) throws IOException {
    switch (column.type().kind()) {
      case STRING -> out.writeUTF((String) value);
      case BIT -> out.writeBoolean((Boolean) value);
      case TINYINT, SMALLINT -> out.writeShort((Integer) value);
      case INT -> out.writeInt((Integer) value);
      case BIGINT -> out.writeLong((Long) value);
      case DECIMAL -> writeDecimal(out, ((BigDecimal) value).setScale(column.type().scale()));
      case DATE -> out.writeInt((int) ((LocalDate) value).toEpochDay());
      case DATETIME ->
          out.writeLong(
              ChronoUnit.MICROS.between(
                  LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), (LocalDateTime) value));
      default -> throw foreign(column.type());
    }
  }

  private static void writeDecimal(DataOutputStream out, BigDecimal value) throws IOException {
    byte[] unscaled = value.unscaledValue().toByteArray();
    out.writeByte(unscaled.length);
    out.write(unscaled);
  }

  private static Object read(DataInputStream in, ColumnType type) throws IOException {
    return switch (type.kind()) {
      case STRING -> in.readUTF();
      case BIT -> in.readBoolean();
      case TINYINT, SMALLINT -> in.readShort();
      case INT, DATE -> in.readInt();
      case BIGINT, DATETIME -> in.readLong();
      case DECIMAL -> new BigDecimal(new BigInteger(in.readNBytes(in.readByte())), type.scale());
      default -> throw foreign(type);
    };
  }

  private static IllegalArgumentException foreign(ColumnType type) {
    return new IllegalArgumentException("no contract of a profile has a column of type " + type);
  }
}
