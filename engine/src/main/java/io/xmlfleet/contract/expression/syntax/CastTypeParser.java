package io.xmlfleet.contract.expression.syntax;

/** Reads the type of a CAST. */
final class CastTypeParser {
  private static final int MOST_LENGTH = 1_000_000;
  private static final int MOST_DIGITS = 38;
  private static final int MOST_INTEGER_CHARACTERS = 9;
  private static final String TYPES = "a type: TEXT, STRING(n), INT, DECIMAL(p,s), DATE, DATETIME";

  private CastTypeParser() {}

  /**
   * The type that the next tokens say.
   *
   * @throws ExpressionException if they say none
   */
  static CastType parse(Tokens tokens) {
    CastType.Target target = CastType.Target.named(tokens.peek());
    if (target == null) {
      throw tokens.unexpected(TYPES);
    }
    tokens.next();
    return switch (target) {
      case STRING -> string(tokens);
      case DECIMAL -> decimal(tokens);
      default -> new CastType(target, 0, 0);
    };
  }

  private static CastType string(Tokens tokens) {
    tokens.expect("(");
    int length = integer(tokens, 1, MOST_LENGTH);
    tokens.expect(")");
    return new CastType(CastType.Target.STRING, length, 0);
  }

  private static CastType decimal(Tokens tokens) {
    if (!tokens.accept("(")) {
      return new CastType(CastType.Target.DECIMAL, 0, 0);
    }
    int precision = integer(tokens, 1, MOST_DIGITS);
    int scale = tokens.accept(",") ? integer(tokens, 0, precision) : 0;
    tokens.expect(")");
    return new CastType(CastType.Target.DECIMAL, precision, scale);
  }

  private static int integer(Tokens tokens, int least, int most) {
    Token token = tokens.peek();
    boolean digits =
        token.kind() == Token.Kind.NUMBER
            && token.text().length() <= MOST_INTEGER_CHARACTERS
            && token.text().chars().allMatch(c -> c >= '0' && c <= '9');
    int value = digits ? Integer.parseInt(token.text()) : -1;
    if (value < least || value > most) {
      throw tokens.unexpected("an integer from " + least + " to " + most);
    }
    tokens.next();
    return value;
  }
}
