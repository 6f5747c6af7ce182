package io.xmlfleet.draft.profile;

import io.xmlfleet.draft.ValueShape;

/**
 * What the values of one attribute, or the texts of one element, say of the column that is to take
 * them. Confined to one thread.
 */
public final class ValueEvidence {
  private static final int MOST_HASHES = 500_000;

  private final Uniqueness.Memory memory;
  private final ValueProfile values;

  public ValueEvidence() {
    this(new Uniqueness.Memory(MOST_HASHES));
  }

  private ValueEvidence(Uniqueness.Memory memory) {
    this.memory = memory;
    this.values = new ValueProfile(memory);
  }

  /** Another one: what all of them together remember of values is bounded. */
  public ValueEvidence beside() {
    return new ValueEvidence(memory);
  }

  /** Takes one more value, as a column would get it. */
  public void add(String value) {
    values.add(value);
  }

  /** How many values were not blank. */
  public long filled() {
    return values.filled();
  }

  /**
   * The column as a draft would have it.
   *
   * @param step the end of its path: {@code @name}; empty: the text of the element itself
   * @param name of the attribute or element
   * @param rows that could have a value
   */
  public ValueShape shape(String step, String name, long rows) {
    return ProfileShapes.value(step, name, values, rows);
  }
}
