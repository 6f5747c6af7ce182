package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.xml.CapturedElement;
import org.jspecify.annotations.Nullable;

/**
 * What a table's columns are filled from, one row after the other. Confined to one thread.
 *
 * <p>{@link #says} is how a column tells that the row has something to say of its own.
 */
final class RowInput {
  static final int NO_SLOT = -1;

  private static final @Nullable Object[] NO_VALUES = {};

  private final DocumentInput document;
  private CapturedElement element;
  private int ordinal;
  private int slot = NO_SLOT;
  private @Nullable Object[] values = NO_VALUES;
  private boolean says;
  private @Nullable Failure passed;

  RowInput(DocumentInput document) {
    this.document = document;
    this.element = document.root();
  }

  /** Begins a row for an element; {@code ordinal} is the number that it has if it is kept. */
  void begin(CapturedElement rowElement, int rowOrdinal) {
    element = rowElement;
    ordinal = rowOrdinal;
    says = false;
    passed = null;
  }

  /** The slot of a row that is made of slots. */
  void slot(int number) {
    slot = number;
  }

  /** The row's values, once it is finished. */
  void finished(@Nullable Object[] rowValues) {
    values = rowValues;
  }

  DocumentInput document() {
    return document;
  }

  CapturedElement element() {
    return element;
  }

  int ordinal() {
    return ordinal;
  }

  /** {@link #NO_SLOT}: the table has none. */
  int slot() {
    return slot;
  }

  @Nullable Object value(int column) {
    return values[column];
  }

  /** A text was passed on that no database takes; the first one is told. */
  void passes(Failure failure) {
    passed = passed == null ? failure : passed;
  }

  @Nullable Failure passed() {
    return passed;
  }

  void says() {
    says = true;
  }

  boolean saysSomething() {
    return says;
  }
}
