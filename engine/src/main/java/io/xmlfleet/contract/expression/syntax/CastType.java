package io.xmlfleet.contract.expression.syntax;

import org.jspecify.annotations.Nullable;

/**
 * What CAST gives. Immutable.
 *
 * @param length of a STRING; digits of a DECIMAL, 0: any number of them
 * @param scale digits of a DECIMAL behind the point
 */
public record CastType(Target target, int length, int scale) {
  public enum Target {
    TEXT,
    STRING,
    INT,
    DECIMAL,
    DATE,
    DATETIME;

    static @Nullable Target named(Token token) {
      for (Target target : values()) {
        if (token.is(target.name())) {
          return target;
        }
      }
      return null;
    }
  }

  @Override
  public String toString() {
    if (length == 0) {
      return target.name();
    }
    return target + "(" + length + (target == Target.DECIMAL ? "," + scale : "") + ')';
  }
}
