package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.table.LoadTime;
import io.xmlfleet.table.RowBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/contracts.md shows is seen by {@link DocumentedExamplesTest}. */
class MetadataTest {
  private static final String CONTRACT =
      """
      xmlfleet: 1
      contract: c
      root: A
      tables:
        - table: t
          columns:
            - { column: folder, type: string, meta: folder }
            - { column: name, type: string, meta: file-name }
            - { column: entry, type: string, meta: entry }
            - { column: modified, type: datetime, meta: modified }
            - { column: message, type: string, meta: key }
            - { column: header, type: string, meta: "header:a:b" }
            - { column: partition, type: int, meta: partition, default: -1 }
            - { column: size, type: int, meta: size }
            - { column: at, type: datetimeoffset, meta: loaded-at }
            - { column: plain, type: datetime, meta: loaded-at }
            - { column: day, type: date, meta: loaded-at }
      """;

  @Test
  void whatIsNotKnownIsNull() {
    Mapped.Rows rows = map(DocumentContext.of("a"));
    assertThat(MappingFixture.lines(rows))
        .containsExactly(
            "t: partition=-1, size=4, at=(the time of loading), plain=(the time of loading),"
                + " day=(the time of loading)");
  }

  @Test
  void theTimeOfLoadingIsFilledInIntoCopies() {
    Mapped.Rows rows = map(DocumentContext.of("a"));
    Object[] row = rows.batches().get(0).rows().get(0);

    List<RowBatch> loaded = rows.loadedAt(Instant.parse("2026-03-01T23:15:30.1234567Z")).batches();

    assertThat(loaded.get(0).rows().get(0))
        .endsWith(
            OffsetDateTime.parse("2026-03-01T23:15:30.123456Z"),
            LocalDateTime.parse("2026-03-01T23:15:30.123456"),
            LocalDate.parse("2026-03-01"));
    assertThat(row[row.length - 1]).isEqualTo(LoadTime.LOADED_AT);
  }

  private static Mapped.Rows map(DocumentContext context) {
    return (Mapped.Rows)
        MappingFixture.mapper(CONTRACT).map("<A/>".getBytes(StandardCharsets.UTF_8), context);
  }
}
