package io.xmlfleet.contract.expression;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of texts. Positions and lengths count code points. */
final class TextFunctions {
  /** Nested calls of REPLACE could otherwise build texts of any length. */
  static final int MOST_BUILT = 4_000_000;

  /** Keeps a search that the document chooses from costing length times length. */
  static final int MOST_SEARCHED = 4_000;

  private TextFunctions() {}

  /** The order of code points, which is not the one of UTF-16 units. */
  static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xInPair = Character.isSurrogate(x);
        return xInPair == Character.isSurrogate(y) ? Character.compare(x, y) : xInPair ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  static BigDecimal length(String text) {
    return BigDecimal.valueOf(text.codePointCount(0, text.length()));
  }

  static @Nullable String left(String text, BigDecimal count) {
    long wanted = Decimals.whole(count);
    return wanted < 0 ? null : text.substring(0, indexOf(text, wanted));
  }

  static @Nullable String right(String text, BigDecimal count) {
    long wanted = Decimals.whole(count);
    int all = text.codePointCount(0, text.length());
    return wanted < 0 ? null : text.substring(indexOf(text, Math.max(0, all - wanted)));
  }

  static String from(String text, BigDecimal start) {
    return text.substring(indexOf(text, Math.max(0, Decimals.whole(start) - 1)));
  }

  /** The characters at the positions from start to start + length - 1 that the text has. */
  static @Nullable String part(String text, BigDecimal start, BigDecimal length) {
    long first = Decimals.whole(start) - 1;
    long wanted = Decimals.whole(length);
    if (wanted < 0) {
      return null;
    }
    int from = indexOf(text, Math.max(0, first));
    int to = indexOf(text, Math.max(0, first + wanted));
    return text.substring(from, to);
  }

  /** Cut to a number of UTF-16 units, as columns count, but never within a surrogate pair. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splitsPair =
        Character.isHighSurrogate(text.charAt(length - 1))
            && Character.isLowSurrogate(text.charAt(length));
    return text.substring(0, splitsPair ? length - 1 : length);
  }

  static @Nullable String replace(String text, String searched, String replacement) {
    if (searched.isEmpty()) {
      return text;
    }
    if (searched.length() > MOST_SEARCHED) {
      return null;
    }
    int found = text.indexOf(searched);
    if (found < 0) {
      return text;
    }
    StringBuilder built = new StringBuilder();
    int start = 0;
    while (found >= 0) {
      built.append(text, start, found).append(replacement);
      if (built.length() > MOST_BUILT) {
        return null;
      }
      start = found + searched.length();
      found = text.indexOf(searched, start);
    }
    built.append(text, start, text.length());
    return built.length() > MOST_BUILT ? null : built.toString();
  }

  private static int indexOf(String text, long codePoints) {
    int all = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, (int) Math.min(all, codePoints));
  }

  /**
   * Parts in a row.
   *
   * @param nullIsEmpty whether a part without a value counts as '', or makes the whole NULL
   */
  record Joined(List<Term<String>> parts, boolean nullIsEmpty) implements Term<String> {
    @Override
    public @Nullable String value(ExpressionInput input) {
      StringBuilder built = new StringBuilder();
      for (Term<String> part : parts) {
        String text = part.value(input);
        if (text == null && !nullIsEmpty) {
          return null;
        }
        built.append(text == null ? "" : text);
        if (built.length() > MOST_BUILT) {
          return null;
        }
      }
      return built.toString();
    }

    @Override
    public boolean isConstant() {
      return parts.stream().allMatch(Term::isConstant);
    }
  }

  /** SUBSTRING with a length. */
  record Part(Term<String> text, Term<BigDecimal> start, Term<BigDecimal> length)
      implements Term<String> {
    @Override
    public @Nullable String value(ExpressionInput input) {
      String whole = text.value(input);
      BigDecimal from = start.value(input);
      BigDecimal count = length.value(input);
      return whole == null || from == null || count == null ? null : part(whole, from, count);
    }

    @Override
    public boolean isConstant() {
      return text.isConstant() && start.isConstant() && length.isConstant();
    }
  }

  /** REPLACE. */
  record Replaced(Term<String> text, Term<String> searched, Term<String> replacement)
      implements Term<String> {
    @Override
    public @Nullable String value(ExpressionInput input) {
      String whole = text.value(input);
      String old = searched.value(input);
      String fresh = replacement.value(input);
      return whole == null || old == null || fresh == null ? null : replace(whole, old, fresh);
    }

    @Override
    public boolean isConstant() {
      return text.isConstant() && searched.isConstant() && replacement.isConstant();
    }
  }
}
