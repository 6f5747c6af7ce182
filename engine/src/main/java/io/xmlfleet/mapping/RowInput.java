package io.xmlfleet.mapping;

import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.xml.CapturedElement;
import org.jspecify.annotations.Nullable;

/**
 * What a table's columns are filled from, one row after the other. Confined to one thread.
 *
 * <p>{@link #markFilled} is how a column tells that the row is not empty.
 */
final class RowInput {
  static final int NO_SLOT = -1;

  /** A number or a time, as Java keeps it. */
  private static final int VALUE = 72;

  private static final @Nullable Object[] NO_VALUES = {};

  private final DocumentInput document;
  private CapturedElement element;
  private int ordinal;
  private int slot = NO_SLOT;
  private String word = "";
  private int position;
  private @Nullable Object[] values = NO_VALUES;
  private boolean filled;
  private long made;
  private @Nullable Failure rejection;
  private final @Nullable RowTracer tracer;

  RowInput(DocumentInput document) {
    this(document, null);
  }

  /** A row of which somebody wants to know what becomes of it; null: nobody does. */
  RowInput(DocumentInput document, @Nullable RowTracer tracer) {
    this.document = document;
    this.tracer = tracer;
    this.element = document.root();
  }

  /** Begins a row for an element; {@code ordinal} is the number that it has if it is kept. */
  void begin(CapturedElement rowElement, int rowOrdinal) {
    element = rowElement;
    ordinal = rowOrdinal;
    word = "";
    filled = false;
    made = 0;
    rejection = null;
  }

  /** The slot of a row that is made of slots. */
  void slot(int number) {
    slot = number;
  }

  /** The row is this word of a list, counting from 1. */
  void word(String text, int number) {
    word = text;
    position = number;
  }

  /** Empty: the row is no word. */
  String word() {
    return word;
  }

  int position() {
    return position;
  }

  /** The row's values, once it is finished. */
  void finished(@Nullable Object[] rowValues) {
    values = rowValues;
  }

  /** Null: nobody wants to know, and nothing is to be spent on it. */
  @Nullable RowTracer tracer() {
    return tracer;
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
  void reject(Failure failure) {
    rejection = rejection == null ? failure : rejection;
  }

  @Nullable Failure rejection() {
    return rejection;
  }

  /** A value was made for the row that was not in memory before. */
  void made(@Nullable Object value) {
    made +=
        value instanceof CharSequence text
            ? MemoryLimit.of(text)
            : value instanceof byte[] bytes ? VALUE + bytes.length : VALUE;
  }

  /** What such values take. */
  long made() {
    return made;
  }

  void markFilled() {
    filled = true;
  }

  boolean isFilled() {
    return filled;
  }
}
