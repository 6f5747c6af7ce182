package io.xmlfleet.contract.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is made of all texts that a path gives. */
public enum AggregateFunction {
  SUM,
  AVG,
  MIN,
  MAX,
  COUNT,
  STRING_AGG,
  /** Whether a condition holds of one of them: what a predicate asks. No expression can say it. */
  ANY;

  /** The function of a name, in any case; null if there is none. */
  static @Nullable AggregateFunction named(String name) {
    for (AggregateFunction function : values()) {
      if (function != ANY && function.name().equalsIgnoreCase(name)) {
        return function;
      }
    }
    return null;
  }

  /** What can be called, these and the functions of single values. */
  static List<String> callable() {
    List<String> names = new ArrayList<>(Function.names());
    for (AggregateFunction function : values()) {
      if (function != ANY) {
        names.add(function.name());
      }
    }
    return names;
  }
}
