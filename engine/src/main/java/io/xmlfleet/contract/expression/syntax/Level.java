package io.xmlfleet.contract.expression.syntax;

/** How tightly operators bind, loosest first. */
enum Level {
  OR,
  AND,
  NOT,
  /** Comparisons, IN, LIKE, BETWEEN, IS: they do not chain. */
  PREDICATE,
  CONCATENATION,
  SUM,
  PRODUCT,
  SIGN,
  PRIMARY;

  boolean isLooserThan(Level other) {
    return compareTo(other) < 0;
  }

  Level tighter() {
    return switch (this) {
      case OR -> AND;
      case AND -> NOT;
      case NOT -> PREDICATE;
      case PREDICATE -> CONCATENATION;
      case CONCATENATION -> SUM;
      case SUM -> PRODUCT;
      case PRODUCT -> SIGN;
      case SIGN, PRIMARY -> PRIMARY;
    };
  }
}
