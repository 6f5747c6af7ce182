package io.xmlfleet.contract;

import io.xmlfleet.contract.expression.Aggregate;
import io.xmlfleet.table.Lookup;
import io.xmlfleet.table.TableId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a column's value comes from. */
public sealed interface ValueSource {
  /** Whether it is the same text always, so that it says nothing of a document. */
  default boolean isConstant() {
    return false;
  }

  /**
   * Text of the document.
   *
   * @param match only with a path into a selection that has a key: the row's value, which the
   *     element's key must equal; null: any of the selection's elements
   * @param aggregate what is made of the texts of all elements; null: one is picked
   */
  record FromPath(XmlPath path, Pick pick, @Nullable Computed match, @Nullable Aggregate aggregate)
      implements ValueSource {
    public FromPath(XmlPath path, Pick pick) {
      this(path, pick, null, null);
    }
  }

  /** The same text in every row. */
  record Constant(String text) implements ValueSource {
    @Override
    public boolean isConstant() {
      return true;
    }
  }

  /**
   * A number that counts from 1.
   *
   * @param climbs 0: the row among the table's rows of the document; n: the row element's n-th
   *     ancestor among the document's elements of that path
   */
  record Ordinal(int climbs) implements ValueSource {}

  /** The number of the nearest element of an axis among the document's elements of its name. */
  record OrdinalOf(XmlPath.Start.Nearest nearest) implements ValueSource {}

  /**
   * Something known of the document from outside.
   *
   * @param header name of the {@link Metadata#HEADER}; null: it is none
   */
  record FromMetadata(Metadata metadata, @Nullable String header) implements ValueSource {
    /** Whether it is another one each time that the document is loaded. */
    public static boolean isLoadTime(ValueSource source) {
      return source instanceof FromMetadata from && from.metadata == Metadata.LOADED_AT;
    }
  }

  /** The key of a slot. */
  record SlotKey() implements ValueSource {}

  /** What the slot gives this column. */
  record SlotValue() implements ValueSource {}

  /** The word of a list that the row is made of. */
  record ListValue() implements ValueSource {}

  /** 1, 2, …: which word of its list it is. */
  record ListPosition() implements ValueSource {}

  /** What an expression makes of other values. */
  record FromExpression(Computed computed) implements ValueSource {
    @Override
    public boolean isConstant() {
      return computed.isConstant();
    }
  }

  /** The XML of the row's element that no column takes. */
  record Overflow() implements ValueSource {}

  /**
   * A key that the database makes when the row is written.
   *
   * @param sequence whose next value it is; null: the column is an identity
   */
  record Generated(@Nullable TableId sequence) implements ValueSource {}

  /**
   * The key of another table's row: the one of the nearest element around the row's element, or of
   * that element itself.
   *
   * @param table stands above and has a key of one column
   */
  record KeyOf(TableId table) implements ValueSource {}

  /**
   * What the database answers.
   *
   * @param match the values of {@link Lookup#match}, in its order
   */
  record FromLookup(Lookup lookup, List<ColumnMapping> match) implements ValueSource {
    public FromLookup {
      match = List.copyOf(match);
    }
  }

  /** The value of another column of the row, only in what is said of a whole row. */
  record OfColumn(int column) implements ValueSource {}
}
