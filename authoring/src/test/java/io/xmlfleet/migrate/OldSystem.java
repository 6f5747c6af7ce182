package io.xmlfleet.migrate;

import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The contracts of the system before with its documents and what it made of them, in the folder
 * that {@code XMLFLEET_TEST_OLD_SYSTEM} names: {@code contracts/*.json}, {@code documents/cc},
 * {@code expected/cc} and so on.
 */
final class OldSystem {
  private static final String FOLDER = "XMLFLEET_TEST_OLD_SYSTEM";
  private static final Map<String, String> FILES =
      Map.of("cc", "mapping_contract.json", "rl", "mapping_contract_rl.json");

  private OldSystem() {}

  /** One of its two contracts: cc, rl. Skips the test where there is none. */
  static Line line(String name) {
    String folder = System.getenv(FOLDER);
    Assumptions.assumeTrue(folder != null, () -> "the variable " + FOLDER + " names no folder");
    return new Line(Path.of(folder), name);
  }

  /** A product line. */
  static final class Line {
    private final Path folder;
    private final String name;
    private final String json;
    private final ContractMapper mapper;

    private Line(Path folder, String name) {
      this.folder = folder;
      this.name = name;
      this.json = text(folder.resolve("contracts").resolve(FILES.getOrDefault(name, name)));
      String imported = new ContractImporter().importContract(name, json, name).text();
      this.mapper = new ContractMapper(new ContractPlan(new ContractReader().read(name, imported)));
    }

    OldContract contract() {
      return OldContract.read(name, OldNode.parse(name, json), new Remarks());
    }

    List<Path> documents() {
      try (Stream<Path> files = Files.list(folder.resolve("documents").resolve(name))) {
        return files.sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Mapped map(String document) {
      return mapper.map(
          document.getBytes(StandardCharsets.UTF_8),
          new DocumentContext(
              "run", 1, "a.xml", Deadline.after(Duration.ofMinutes(5), Clock.systemUTC())));
    }

    /** Rows by table; null: it was rejected. */
    @Nullable Map<String, List<Map<String, Object>>> expected(Path document) {
      String file = document.getFileName().toString().replace(".xml", ".json");
      OldNode node =
          OldNode.parse(file, text(folder.resolve("expected").resolve(name).resolve(file)));
      if (node.get("error_stage") != null) {
        return null;
      }
      Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
      for (OldNode insert : node.list("inserts")) {
        String table = String.valueOf(insert.text("table"));
        if (!table.equals("processing_log")) {
          List<String> columns = insert.texts("columns");
          for (OldNode row : insert.list("rows")) {
            tables.computeIfAbsent(table, any -> new ArrayList<>()).add(row(columns, row.items()));
          }
        }
      }
      return tables;
    }

    private static Map<String, Object> row(List<String> columns, List<OldNode> values) {
      Map<String, Object> row = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        put(row, columns.get(i), values.get(i).isNull() ? null : values.get(i).text());
      }
      return row;
    }

    /** Rows by table of what was mapped. */
    static Map<String, List<Map<String, Object>>> rows(Mapped.Rows mapped) {
      Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
      for (RowBatch batch : mapped.batches()) {
        List<Column> columns = batch.table().columns();
        for (Object[] values : batch.rows()) {
          Map<String, Object> row = new HashMap<>();
          for (int i = 0; i < values.length; i++) {
            put(row, columns.get(i).name(), values[i]);
          }
          tables.computeIfAbsent(batch.table().id().name(), any -> new ArrayList<>()).add(row);
        }
      }
      return tables;
    }

    private static void put(Map<String, Object> row, String column, @Nullable Object value) {
      Object comparable = comparable(value);
      if (comparable != null) {
        row.put(column, comparable);
      }
    }

    /** A number, a time or a text; null for what the database has as null. */
    private static @Nullable Object comparable(@Nullable Object value) {
      if (value == null || value.equals("")) {
        return null;
      }
      if (value instanceof Boolean bit) {
        return bit ? BigDecimal.ONE : BigDecimal.ZERO;
      }
      String text = value.toString().strip();
      if (text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?")) {
        BigDecimal number = new BigDecimal(text);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      }
      if (text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
        try {
          return LocalDateTime.parse(
              text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
          return text;
        }
      }
      return text;
    }

    static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
