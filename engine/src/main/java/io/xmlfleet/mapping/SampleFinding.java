package io.xmlfleet.mapping;

import io.xmlfleet.contract.SourcePosition;
import java.util.List;

/**
 * Something that samples say against a contract. Immutable.
 *
 * @param at the line of the contract
 * @param what the path or the column, and what is wrong with it; never a value
 * @param count how many values; 0 for a path
 * @param values some of the values, each once, for those who may see them
 */
public record SampleFinding(
    Kind kind, SourcePosition at, String what, long count, List<String> values) {
  /** What kind of thing. */
  public enum Kind {
    /** No sample has anything at a path. */
    UNREACHED,
    /** An enum lacks words. */
    NO_ENTRY,
    /** Values are not of the column's type, or too long for it. */
    UNUSABLE,
    /** Values are cut. */
    CUT
  }

  public SampleFinding {
    values = List.copyOf(values);
  }
}
