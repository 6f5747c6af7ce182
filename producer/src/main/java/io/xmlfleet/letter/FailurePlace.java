package io.xmlfleet.letter;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.message.DeadLetter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table and the column at which a document failed, as far as its failure names them. Immutable.
 *
 * @param table as the contract writes it, with its schema if it has one
 * @param column null where the database refused whole rows: it does not say which value it was
 */
public record FailurePlace(@Nullable String table, @Nullable String column) {
  static final FailurePlace NONE = new FailurePlace(null, null);

  private static final Set<Stage> WITH_TABLE =
      Set.of(Stage.MAPPING, Stage.INSERTION, Stage.TIMEOUT);

  /** {@code contract.yaml:28, /path → table.column}, or without the path. */
  private static final Pattern OF_CONTRACT =
      Pattern.compile("(?s).*(?:, | → )([^\\s/@,]+)\\.([^\\s/@,.]+)");

  /** The name of a table alone: what the database refuses. */
  private static final Pattern OF_DATABASE = Pattern.compile("[^\\s/@,]+");

  public static FailurePlace of(DeadLetter letter) {
    Failure failure = letter.failure();
    String location = failure.location();
    if (location == null || !WITH_TABLE.contains(failure.stage())) {
      return NONE;
    }
    Matcher mapped = OF_CONTRACT.matcher(location);
    if (mapped.matches()) {
      return new FailurePlace(mapped.group(1), mapped.group(2));
    }
    return OF_DATABASE.matcher(location).matches() ? new FailurePlace(location, null) : NONE;
  }

  /** Whether this is that table, in any case, with its schema or without. */
  boolean isTable(String name) {
    return table != null
        && (table.equalsIgnoreCase(name)
            || table.substring(table.lastIndexOf('.') + 1).equalsIgnoreCase(name));
  }

  boolean isColumn(String name) {
    return column != null && column.equalsIgnoreCase(name);
  }
}
