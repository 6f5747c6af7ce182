package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Pick;

/**
 * Where a text is found after the pass. Immutable.
 *
 * @param scope the scope that has it: the row's own or one of its ancestors
 * @param group counts the elements that gave it; see {@link ScopeLayout#groups}
 * @param index of the text in the scope; {@link #ELEMENT}: the scope's element itself, for its
 *     ordinal; {@link #COUNT}: how many elements the group has met
 * @param path from the root, for messages
 */
public record Slot(int scope, int group, int index, Pick pick, String path) {
  public static final int ELEMENT = -1;
  public static final int COUNT = -2;
}
