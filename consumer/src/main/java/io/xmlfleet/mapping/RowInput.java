package io.xmlfleet.mapping;

import io.xmlfleet.contract.plan.TablePlan.PairPlan;
import io.xmlfleet.xml.CapturedElement;
import org.jspecify.annotations.Nullable;

/**
 * What a table's columns are filled from, one row after the other. Confined to one thread.
 *
 * <p>{@link #says} is how a column tells that the row has something to say of its own.
 */
final class RowInput {
  private final DocumentInput document;
  private CapturedElement element;
  private int ordinal;
  private @Nullable PairPlan pair;
  private @Nullable Object pairValue;
  private boolean says;

  RowInput(DocumentInput document) {
    this.document = document;
    this.element = document.root();
  }

  /** Begins a row for an element; {@code ordinal} is the number that it has if it is kept. */
  void begin(CapturedElement rowElement, int rowOrdinal) {
    element = rowElement;
    ordinal = rowOrdinal;
    says = false;
  }

  void pair(PairPlan rowPair, @Nullable Object value) {
    pair = rowPair;
    pairValue = value;
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

  /** Null: the table has no pairs. */
  @Nullable PairPlan pair() {
    return pair;
  }

  @Nullable Object pairValue() {
    return pairValue;
  }

  void says() {
    says = true;
  }

  boolean saysSomething() {
    return says;
  }
}
