package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.expression.syntax.ExpressionException;
import org.jspecify.annotations.Nullable;

/** Compiles LIKE: patterns that are literals once, others with every document. */
final class Likes {
  private Likes() {}

  /**
   * The condition that a text matches a pattern.
   *
   * @throws ExpressionException if the pattern is a literal that ends with the escape
   */
  static Term<Boolean> term(Term<String> text, Operand<?> pattern, @Nullable String escape) {
    int escapePoint = escape == null ? LikePattern.NO_ESCAPE : escape.codePointAt(0);
    Term<String> patterns = pattern.text();
    String literal = patterns.isConstant() ? patterns.value(slot -> null) : null;
    if (literal == null) {
      return new Term.Combined<>((t, p) -> matches(t, p, escapePoint), text, patterns);
    }
    LikePattern compiled = LikePattern.of(literal, escapePoint);
    if (compiled == null) {
      throw pattern.at().problem("the pattern ends with its escape character");
    }
    return new Term.Applied<>(compiled::matches, text);
  }

  private static @Nullable Boolean matches(String text, String pattern, int escape) {
    LikePattern compiled =
        pattern.length() > TextFunctions.MOST_SEARCHED ? null : LikePattern.of(pattern, escape);
    return compiled == null ? null : (Boolean) compiled.matches(text);
  }
}
