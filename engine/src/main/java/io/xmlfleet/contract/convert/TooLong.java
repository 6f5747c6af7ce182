package io.xmlfleet.contract.convert;

/** What happens to a text that is longer than its column. */
public enum TooLong {
  /** It is unusable: a conversion fault. */
  REJECT,
  /** It is cut, never between the halves of a surrogate pair. */
  CUT
}
