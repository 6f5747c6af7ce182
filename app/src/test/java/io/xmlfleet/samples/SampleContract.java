package io.xmlfleet.samples;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contract of the samples, compiled, and its rows by column name. */
final class SampleContract {
  private final ContractMapper mapper;

  SampleContract(String sample) {
    this(read(sample), sample);
  }

  private SampleContract(String text, String name) {
    mapper = new ContractMapper(new ContractPlan(new ContractReader().read(name + ".yaml", text)));
  }

  /** A contract by its text. */
  static SampleContract of(String text) {
    return new SampleContract(text, "changed");
  }

  Mapped map(byte[] document, String recordId) {
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
    return mapper.map(document, new DocumentContext("run", 1, recordId, deadline));
  }

  Mapped.Rows rows(byte[] document, String recordId) {
    Mapped mapped = map(document, recordId);
    assertThat(mapped).as(recordId).isInstanceOf(Mapped.Rows.class);
    return (Mapped.Rows) mapped;
  }

  /** The rows of one table in order, each by column. */
  List<Map<String, Object>> rowsOf(String table, byte[] document) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RowBatch batch : rows(document, "document").batches()) {
      if (batch.table().id().toString().equals(table)) {
        batch.rows().forEach(row -> rows.add(named(batch.table().columns(), row)));
      }
    }
    return rows;
  }

  /** The only row of a table. */
  Map<String, Object> only(String table, byte[] document) {
    List<Map<String, Object>> rows = rowsOf(table, document);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** The primary keys of a batch's rows. */
  static List<List<Object>> keys(RowBatch batch) {
    List<String> key = batch.table().primaryKey();
    return batch.rows().stream()
        .map(row -> named(batch.table().columns(), row))
        .map(row -> key.stream().map(row::get).toList())
        .toList();
  }

  private static Map<String, Object> named(List<Column> columns, Object[] row) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < row.length; i++) {
      named.put(columns.get(i).name(), row[i]);
    }
    return named;
  }

  private static String read(String sample) {
    try {
      return Files.readString(SampleFiles.SAMPLES.resolve(sample).resolve("contract.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
