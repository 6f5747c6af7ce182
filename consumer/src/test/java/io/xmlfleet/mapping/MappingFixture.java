package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.contract.plan.ContractCompiler;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.message.Failure;
import io.xmlfleet.message.ItemId;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.RowBatch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Maps small documents by small contracts, and shows rows as text. */
final class MappingFixture {
  static final String FILE = "contract.yaml";

  private MappingFixture() {}

  static ContractMapper mapper(String contract) {
    return new ContractMapper(
        new ContractCompiler().compile(new ContractReader().read(FILE, contract)));
  }

  static DocumentContext context() {
    return new DocumentContext(
        new ItemId("run-1", 7),
        "in/a.xml",
        Deadline.after(Duration.ofMinutes(5), Clock.systemUTC()));
  }

  static Mapped map(String contract, String xml) {
    return mapper(contract).map(xml.getBytes(StandardCharsets.UTF_8), context());
  }

  /** {@code table: column=value, …} a row, nulls left out, in order. */
  static List<String> rows(String contract, String xml) {
    Mapped mapped = map(contract, xml);
    assertThat(mapped).isInstanceOf(Mapped.Rows.class);
    return lines((Mapped.Rows) mapped);
  }

  static Failure failure(String contract, String xml) {
    Mapped mapped = map(contract, xml);
    assertThat(mapped).isInstanceOf(Mapped.Refused.class);
    return ((Mapped.Refused) mapped).failure();
  }

  static List<String> lines(Mapped.Rows mapped) {
    List<String> lines = new ArrayList<>();
    for (RowBatch batch : mapped.batches()) {
      batch.rows().forEach(row -> lines.add(line(batch, row)));
    }
    return lines;
  }

  private static String line(RowBatch batch, Object[] row) {
    List<String> cells = new ArrayList<>();
    List<Column> columns = batch.table().columns();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null) {
        assertThat(row[i]).isInstanceOf(columns.get(i).type().kind().valueClass());
        cells.add(columns.get(i).name() + "=" + row[i]);
      }
    }
    return batch.table().id() + ": " + String.join(", ", cells);
  }
}
