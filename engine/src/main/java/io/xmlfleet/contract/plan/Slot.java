package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.Pick;
import io.xmlfleet.contract.expression.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Where a text is found after the pass. Immutable.
 *
 * @param scope the scope that has it: the row's own or one of its ancestors; with a link the one
 *     that has the link
 * @param group counts the elements that gave it; see {@link ScopeLayout#groups}
 * @param index of the text in the scope; {@link #ELEMENT}: the scope's element itself, for its
 *     ordinal; {@link #COUNT}: how many elements the group has met
 * @param aggregate what is made of the texts of all of them; null: one is picked
 * @param link to the element that has it, among the scope's links; {@link #HERE}: there is none
 * @param path from the root, for messages
 */
public record Slot(
    int scope,
    int group,
    int index,
    Pick pick,
    @Nullable Aggregate aggregate,
    int link,
    String path) {
  public static final int ELEMENT = -1;
  public static final int COUNT = -2;
  public static final int HERE = -1;

  /** The same of an element that a scope has a link to. */
  public Slot behind(int owner, int number) {
    return new Slot(owner, group, index, pick, aggregate, number, path);
  }

  /** The elements of a scope themselves. */
  public static Slot ofElement(int scope, String path) {
    return new Slot(scope, 0, ELEMENT, Pick.FIRST, null, HERE, path);
  }
}
