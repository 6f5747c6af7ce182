package io.xmlfleet.contract.expression.syntax;

/** The operators whose order of evaluation does not matter. */
public enum ChainOperator {
  OR("OR", Level.OR),
  AND("AND", Level.AND),
  CONCATENATE("||", Level.CONCATENATION);

  private final String symbol;
  private final Level level;

  ChainOperator(String symbol, Level level) {
    this.symbol = symbol;
    this.level = level;
  }

  String symbol() {
    return symbol;
  }

  Level level() {
    return level;
  }
}
