package io.xmlfleet.draft.profile;

/** What a profile may still remember, however odd the documents are. Confined to one thread. */
final class ProfileBounds {
  /** Different paths of elements. */
  private static final int MOST_ELEMENTS = 20_000;

  /** Different names of elements in one element, and of attributes of one element. */
  private static final int MOST_NAMES = 1_000;

  private final Uniqueness.Memory memory;
  private int elements;

  ProfileBounds(int hashes) {
    this.memory = new Uniqueness.Memory(hashes);
  }

  Uniqueness.Memory memory() {
    return memory;
  }

  /** Whether one more path fits, below an element that has so many names already. */
  boolean takeElement(int names) {
    if (elements >= MOST_ELEMENTS || names >= MOST_NAMES) {
      return false;
    }
    elements++;
    return true;
  }

  boolean allowsAttribute(int names) {
    return names < MOST_NAMES;
  }
}
