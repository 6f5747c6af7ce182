package io.xmlfleet.database.schema;

import io.xmlfleet.table.TableId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would make a database and a contract agree, on either side. Proposals for a person: a
 * statement may meet rows that it cannot take. Immutable.
 *
 * @param statement for the database, without a semicolon; null: there is none that is one
 * @param edit of the contract; null: there is none
 */
public record Mend(@Nullable String statement, @Nullable Edit edit) {
  static final Mend NONE = new Mend(null, null);

  /** What an edit does to a table of the contract. */
  public enum Kind {
    /** Takes the column away. */
    DROP_COLUMN,
    /** Gives the column the type that is the value. */
    SET_TYPE,
    /** Rejects documents that have nothing for the column. */
    SET_REQUIRED,
    /** Makes the values the table's key. */
    SET_KEY
  }

  /**
   * An edit.
   *
   * @param column null: it is about the table
   * @param values as the kind says
   */
  public record Edit(Kind kind, TableId table, @Nullable String column, List<String> values) {
    public Edit {
      values = List.copyOf(values);
    }
  }
}
