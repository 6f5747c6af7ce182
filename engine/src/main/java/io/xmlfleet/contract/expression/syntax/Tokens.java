package io.xmlfleet.contract.expression.syntax;

import io.xmlfleet.text.Suggestions;
import java.util.List;

/** The tokens of one text and the place of the next one. Confined to one thread. */
final class Tokens {
  /** Words that are no names unless they stand in brackets. */
  static final List<String> RESERVED =
      List.of(
          "CASE", "WHEN", "THEN", "ELSE", "END", "OR", "AND", "NOT", "IN", "LIKE", "BETWEEN", "IS",
          "NULL", "TRUE", "FALSE");

  /** Shorter keywords are near to names that mean something else. */
  private static final int LEAST_GUESSED = 4;

  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The one behind the next. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Goes on; at the end it stays there. */
  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean accept(String expected) {
    if (!peek().is(expected)) {
      return false;
    }
    at++;
    return true;
  }

  void expect(String expected) {
    if (accept(expected)) {
      return;
    }
    Token before = at == 0 ? peek() : tokens.get(at - 1);
    boolean misspelt =
        expected.length() >= LEAST_GUESSED
            && before.kind() == Token.Kind.WORD
            && !isReserved(before)
            && !Suggestions.near(before.text(), List.of(expected)).isEmpty();
    throw misspelt
        ? ExpressionException.at(
            before.offset(),
            "unknown word " + before.shown() + Suggestions.near(before.text(), List.of(expected)))
        : unexpected(expected);
  }

  void expectEnd() {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected("an operator or the end");
    }
  }

  /** The problem that the next token is not what it should be. */
  ExpressionException unexpected(String expected) {
    Token found = peek();
    boolean isName = found.kind() == Token.Kind.WORD && !isReserved(found);
    return ExpressionException.at(
        found.offset(),
        "expected "
            + expected
            + ", found "
            + found.shown()
            + (isName ? Suggestions.near(found.text(), RESERVED) : ""));
  }

  static boolean isReserved(Token token) {
    return token.kind() == Token.Kind.WORD && RESERVED.stream().anyMatch(token::is);
  }
}
