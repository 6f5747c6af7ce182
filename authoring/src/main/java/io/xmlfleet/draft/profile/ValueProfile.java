package io.xmlfleet.draft.profile;

import io.xmlfleet.contract.convert.Blanks;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the values of one attribute, or the texts of one element, have in common. Memory does not
 * grow with their number. Confined to one thread.
 */
final class ValueProfile {
  private final Set<TextForm> forms = EnumSet.noneOf(TextForm.class);
  private final Uniqueness uniqueness;
  private long count;
  private long blank;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private int integerDigits;
  private int scale;
  private int leastScale = Integer.MAX_VALUE;
  private boolean padded;

  ValueProfile(Uniqueness.Memory memory) {
    this.uniqueness = new Uniqueness(memory);
  }

  /** Takes one more value, as a column would get it. */
  void add(String value) {
    count++;
    String stripped = Blanks.strip(value);
    if (stripped.isEmpty()) {
      blank++;
      return;
    }
    length(value.length());
    uniqueness.add(value);
    TextForm form = TextForm.of(stripped);
    forms.add(form);
    if (form == TextForm.INTEGER || form == TextForm.DECIMAL) {
      measure(stripped);
    }
  }

  /** Takes what another profile has seen, of elements that the draft does not keep apart. */
  void add(ValueProfile other) {
    count += other.count;
    blank += other.blank;
    forms.addAll(other.forms);
    shortest = Math.min(shortest, other.shortest);
    longest = Math.max(longest, other.longest);
    integerDigits = Math.max(integerDigits, other.integerDigits);
    scale = Math.max(scale, other.scale);
    leastScale = Math.min(leastScale, other.leastScale);
    padded |= other.padded;
    uniqueness.merge(other.uniqueness);
  }

  private void length(int characters) {
    shortest = Math.min(shortest, characters);
    longest = Math.max(longest, characters);
  }

  private void measure(String number) {
    int point = number.indexOf('.');
    int sign = number.charAt(0) == '-' ? 1 : 0;
    integerDigits = Math.max(integerDigits, (point < 0 ? number.length() : point) - sign);
    if (point >= 0) {
      int places = number.length() - point - 1;
      scale = Math.max(scale, places);
      leastScale = Math.min(leastScale, places);
      padded |= places > 1 && number.endsWith("0");
    }
  }

  /** Values that are not blank. */
  long filled() {
    return count - blank;
  }

  /** Values that are blank. */
  long blank() {
    return blank;
  }

  Set<TextForm> forms() {
    return forms;
  }

  Uniqueness uniqueness() {
    return uniqueness;
  }

  int shortest() {
    return shortest;
  }

  int longest() {
    return longest;
  }

  /** Most digits of a number before its point. */
  int integerDigits() {
    return integerDigits;
  }

  /** Most digits of a number behind its point. */
  int scale() {
    return scale;
  }

  /**
   * Whether points part counters rather than whole numbers from fractions: 1.9 and 1.10 are no
   * numbers. Those of a fixed scale (2.50, 3.00) are, and so is 1.0 beside 1.25.
   */
  boolean isVersions() {
    return padded && leastScale < scale;
  }
}
