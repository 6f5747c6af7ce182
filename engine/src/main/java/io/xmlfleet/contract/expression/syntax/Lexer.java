package io.xmlfleet.contract.expression.syntax;

import io.xmlfleet.contract.convert.Blanks;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens. Confined to one thread. */
final class Lexer {
  private static final List<String> LONG_SYMBOLS = List.of("<>", "!=", "<=", ">=", "||");
  private static final String SHORT_SYMBOLS = "=<>+-*/%(),";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The tokens of a text, the last one an END right behind the last character that says something.
   *
   * @throws ExpressionException if there is anything that is no token
   */
  static List<Token> tokens(String text) {
    return new Lexer(text).run();
  }

  private List<Token> run() {
    int end = 0;
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      tokens.add(next(text.charAt(at)));
      end = at;
    }
    tokens.add(new Token(Token.Kind.END, "", end));
    return tokens;
  }

  private void skipBlanks() {
    while (at < text.length() && Blanks.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private Token next(char c) {
    if (c == '\'') {
      return quoted();
    }
    if (c == '[') {
      return path();
    }
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      return number();
    }
    return isWordStart(at) ? word() : symbol(c);
  }

  private Token path() {
    int start = at;
    at = PathText.end(text, start);
    Token path = new Token(Token.Kind.PATH, text.substring(start + 1, at - 1), start);
    if (Blanks.isBlank(path.text())) {
      throw ExpressionException.at(path.offset(), "there is no path in the brackets");
    }
    return path;
  }

  /** From a quote to the next one; a quote twice stands for itself. */
  private Token quoted() {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\'') {
        if (at == text.length() || text.charAt(at) != '\'') {
          return new Token(Token.Kind.TEXT, content.toString(), start);
        }
        at++;
      }
      content.append(c);
    }
    throw ExpressionException.at(start, "the text has no closing '");
  }

  private Token number() {
    int start = at;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed =
          at + 1 < text.length() && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-');
      int exponent = signed ? at + 2 : at + 1;
      if (isDigit(exponent)) {
        at = exponent;
        skipDigits();
      }
    }
    if (isWordStart(at) || (at < text.length() && text.charAt(at) == '.')) {
      throw ExpressionException.at(start, "not a number; a name does not start with a digit");
    }
    return new Token(Token.Kind.NUMBER, text.substring(start, at), start);
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  private boolean isWordStart(int i) {
    return i < text.length() && (Character.isLetter(text.codePointAt(i)) || text.charAt(i) == '_');
  }

  /** A name with its dots; a dot that no name follows is not part of it. */
  private Token word() {
    int start = at;
    while (isWordStart(at)
        || (at < text.length() && Character.isDigit(text.codePointAt(at)))
        || (at < text.length() && text.charAt(at) == '.' && isWordStart(at + 1))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return new Token(Token.Kind.WORD, text.substring(start, at), start);
  }

  private Token symbol(char c) {
    int start = at;
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, start);
      }
    }
    if (SHORT_SYMBOLS.indexOf(c) >= 0) {
      at++;
      return new Token(Token.Kind.SYMBOL, String.valueOf(c), start);
    }
    throw ExpressionException.at(start, unexpected(c));
  }

  private static String unexpected(char c) {
    return switch (c) {
      case '"' -> "a text stands in single quotes: 'text'";
      case '@' -> "a path stands in brackets: [@name]";
      case ']' -> "there is no [ before this ]";
      case '&' -> "write AND";
      case '|' -> "write OR, or || to join texts";
      case '!' -> "write NOT, or <>";
      case ';' -> "an expression does not end with a semicolon";
      default -> "unexpected character";
    };
  }
}
