package io.xmlfleet.contract;

/** Which of several elements that a path reaches gives the value. */
public enum Pick {
  FIRST,
  LAST,
  /** The one there is; two are a conversion fault. */
  ONLY,
  /** The first one whose text is not empty, else the last. */
  FILLED,
  /**
   * For paths that reach elements in several places: of the elements of one place the last; of
   * those, in the order in which their places first came, the last that has the text.
   */
  LAST_PLACE
}
