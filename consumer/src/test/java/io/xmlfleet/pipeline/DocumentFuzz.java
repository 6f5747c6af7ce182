package io.xmlfleet.pipeline;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.table.Column;
import io.xmlfleet.table.ColumnType;
import io.xmlfleet.table.RowBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What holds of every document, whatever its bytes are. A fuzzer calls {@link
 * #fuzzerTestOneInput(byte[])}; so does {@link DocumentCorpusTest} with what the fuzzer found worth
 * keeping. CONTRIBUTING says how to run it.
 */
public final class DocumentFuzz {
  private static final int LONGEST_REASON = 300;
  private static final int LONGEST_LOCATION = 300;
  private static final DocumentStages WORKER =
      new DocumentStages(contract(), Duration.ofSeconds(10));

  private DocumentFuzz() {}

  /**
   * Prepares a document twice.
   *
   * @throws AssertionError if it finds a fault of ours
   */
  public static void fuzzerTestOneInput(byte[] document) {
    byte[] before = document.clone();
    Mapped first = WORKER.prepare(document);
    Mapped second = WORKER.prepare(document);
    check(Arrays.equals(before, document), "the document's bytes were changed");
    check(first.getClass() == second.getClass(), "once rows, once a refusal: ", first, " ", second);
    if (first instanceof Mapped.Rows rows) {
      checkRows(rows, (Mapped.Rows) second);
    } else {
      check(first.equals(second), "two refusals: ", first, " ", second);
      checkRefusal(((Mapped.Rejected) first).failure());
    }
  }

  private static void checkRefusal(Failure failure) {
    check(failure.stage() != Stage.UNKNOWN, "a fault of ours: ", failure);
    check(failure.stage() != Stage.TIMEOUT, "too slow: ", failure);
    checkSentence(failure.reason(), LONGEST_REASON);
    if (failure.reason().startsWith("not well-formed")) {
      check(failure.reason().matches("[^'\"()\\[\\]]*"), "a quotation: ", failure);
    }
    String location = failure.location();
    if (location != null) {
      checkSentence(location, LONGEST_LOCATION);
    }
  }

  private static void checkSentence(String text, int longest) {
    check(!text.isBlank() && text.length() <= longest, "not one sentence: ", text);
    check(text.chars().noneMatch(Character::isISOControl), "control characters: ", text);
    check(StandardCharsets.UTF_8.newEncoder().canEncode(text), "half a character: ", text);
  }

  private static void checkRows(Mapped.Rows first, Mapped.Rows second) {
    check(!first.batches().isEmpty(), "no rows");
    check(first.counts().equals(second.counts()), "other counts");
    for (int i = 0; i < first.batches().size(); i++) {
      RowBatch batch = first.batches().get(i);
      check(WORKER.tables().contains(batch.table()), "a table of no contract");
      List<Object[]> again = second.batches().get(i).rows();
      for (int row = 0; row < batch.size(); row++) {
        check(Arrays.deepEquals(batch.rows().get(row), again.get(row)), "other values");
        checkRow(batch.table().columns(), batch.rows().get(row));
      }
    }
  }

  private static void checkRow(List<Column> columns, Object[] row) {
    check(row.length == columns.size(), "not a value a column");
    for (int i = 0; i < row.length; i++) {
      Column column = columns.get(i);
      check(row[i] != null || column.nullable(), "null in ", column);
      check(row[i] == null || fits(column.type(), row[i]), "does not fit ", column);
    }
  }

  private static boolean fits(ColumnType type, Object value) {
    if (!type.kind().valueClass().isInstance(value)) {
      return false;
    }
    return switch (type.kind()) {
      case STRING -> {
        String text = (String) value;
        yield (type.length() == 0 || text.length() <= type.length()) && text.indexOf(0) < 0;
      }
      case TINYINT -> (int) value >= 0 && (int) value <= 255;
      case SMALLINT -> (int) value == (short) (int) value;
      case DECIMAL -> {
        BigDecimal number = (BigDecimal) value;
        yield number.scale() == type.scale() && number.precision() <= type.length();
      }
      case BINARY -> type.length() == 0 || ((byte[]) value).length <= type.length();
      default -> true;
    };
  }

  private static String contract() {
    try (InputStream file = DocumentFuzz.class.getResourceAsStream("fuzz.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(boolean holds, Object... fault) {
    if (!holds) {
      StringBuilder message = new StringBuilder();
      for (Object part : fault) {
        message.append(part);
      }
      throw new AssertionError(message.toString());
    }
  }
}
