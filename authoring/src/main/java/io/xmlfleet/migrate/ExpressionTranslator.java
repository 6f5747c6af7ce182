package io.xmlfleet.migrate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes an old expression as one of ours that gives the same, but for the corrections: numbers in
 * conditions are numbers, literals stay as they are written, AND, OR, NOT and parentheses mean what
 * they say. Confined to one thread; used once.
 */
final class ExpressionTranslator {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('(?:[^']++|'')*+'|\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+(?:\\.[0-9]+)?|<=|>=|!=|<>|."
              + ")\\s*");
  private static final String END = "";

  private final List<String> tokens = new ArrayList<>();
  private final OldNames names;
  private int at;

  private ExpressionTranslator(String text, OldNames names) {
    this.names = names;
    Matcher matcher = TOKEN.matcher(text.strip());
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      matcher.region(matcher.end(), matcher.regionEnd());
    }
  }

  /**
   * The expression in our language.
   *
   * @throws IllegalArgumentException if it is not understood; the message says where
   */
  static String translate(String text, OldNames names) {
    ExpressionTranslator translator = new ExpressionTranslator(text, names);
    String translated;
    try {
      translated = translator.value();
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deeply", e);
    }
    if (!translator.peek().equals(END)) {
      throw translator.problem();
    }
    return translated;
  }

  private String value() {
    return accept("CASE") ? afterCase() : sum();
  }

  private String afterCase() {
    StringBuilder text = new StringBuilder("CASE");
    while (accept("WHEN")) {
      text.append(" WHEN ").append(either());
      expect("THEN");
      text.append(" THEN ").append(value());
    }
    if (accept("ELSE")) {
      text.append(" ELSE ").append(value());
    }
    expect("END");
    return text.append(" END").toString();
  }

  private String either() {
    StringBuilder text = new StringBuilder(both());
    while (accept("OR")) {
      text.append(" OR ").append(both());
    }
    return text.toString();
  }

  private String both() {
    StringBuilder text = new StringBuilder(condition());
    while (accept("AND")) {
      text.append(" AND ").append(condition());
    }
    return text.toString();
  }

  private String condition() {
    if (accept("NOT")) {
      return "NOT " + condition();
    }
    if (accept("(")) {
      String inner = either();
      expect(")");
      return '(' + inner + ')';
    }
    return comparison();
  }

  private String comparison() {
    boolean date = isWord("DATE");
    String left = date ? date() : names.inCondition(next());
    if (accept("IS")) {
      boolean not = accept("NOT");
      return absence(left, not);
    }
    if (accept("LIKE")) {
      // The old system compares upper-case patterns without regard to case.
      return "UPPER(COALESCE(" + left + ", '')) LIKE " + literal().toUpperCase(Locale.ROOT);
    }
    boolean not = accept("NOT");
    if (accept("IN")) {
      return "COALESCE(" + left + ", '')" + (not ? " NOT IN " : " IN ") + list();
    }
    String operator = next().replace("!=", "<>");
    if (!List.of("=", "<>", "<", "<=", ">", ">=").contains(operator)) {
      throw problem();
    }
    return compared(left, date, operator);
  }

  private String absence(String left, boolean not) {
    if (accept("EMPTY")) {
      return left + (not ? " IS NOT EMPTY" : " IS EMPTY");
    }
    expect("NULL");
    // To the old system what is not there is an empty text, and that is its null.
    return "COALESCE(" + left + ", '')" + (not ? " <> ''" : " = ''");
  }

  private String compared(String left, boolean leftIsDate, String operator) {
    if (isWord("DATE")) {
      return (leftIsDate ? left : "DATETIME(" + left + ')') + ' ' + operator + ' ' + date();
    }
    String right = peek();
    if (isNumber(right)) {
      return left + ' ' + operator + ' ' + next();
    }
    if (isLiteral(right)) {
      return withLiteral(left, operator, literal());
    }
    String other = names.inCondition(next());
    return "COALESCE(" + left + ", '') " + operator + " COALESCE(" + other + ", '')";
  }

  /** Two texts are compared as numbers if both are. */
  private static String withLiteral(String left, String operator, String literal) {
    String text = literal.substring(1, literal.length() - 1);
    String plain = "COALESCE(" + left + ", '') " + operator + ' ' + literal;
    if (!isNumeric(text)) {
      return plain;
    }
    String number = "CAST(" + left + " AS DECIMAL)";
    return '('
        + number
        + ' '
        + operator
        + ' '
        + text.strip()
        + " OR "
        + number
        + " IS NULL AND "
        + plain
        + ')';
  }

  private String date() {
    expect("DATE");
    expect("(");
    String inner = isLiteral(peek()) ? literal() : names.inCondition(next());
    expect(")");
    return "DATETIME(" + inner + ')';
  }

  private String list() {
    expect("(");
    List<String> items = new ArrayList<>();
    do {
      items.add(isLiteral(peek()) ? literal() : '\'' + next() + '\'');
    } while (accept(","));
    expect(")");
    return '(' + String.join(", ", items) + ')';
  }

  private String sum() {
    StringBuilder text = new StringBuilder(product());
    while (peek().equals("+") || peek().equals("-")) {
      text.append(' ').append(next()).append(' ').append(product());
    }
    return text.toString();
  }

  private String product() {
    StringBuilder text = new StringBuilder(factor());
    while (peek().equals("*") || peek().equals("/")) {
      text.append(' ').append(next()).append(' ').append(factor());
    }
    return text.toString();
  }

  private String factor() {
    if (accept("(")) {
      String inner = value();
      expect(")");
      return '(' + inner + ')';
    }
    if (accept("-")) {
      return '-' + factor();
    }
    if (isLiteral(peek())) {
      return literal();
    }
    if (isNumber(peek())) {
      return next();
    }
    if (isWord("DATEADD")) {
      return dateAdd();
    }
    if (!isName(peek())) {
      throw problem();
    }
    return accept("NULL") ? "NULL" : names.inValue(next());
  }

  private String dateAdd() {
    expect("DATEADD");
    expect("(");
    String unit = next().toLowerCase(Locale.ROOT);
    expect(",");
    String count = isNumber(peek()) ? next() : names.inValue(next());
    expect(",");
    String start = isWord("DATE") ? date() : names.inValue(next());
    expect(")");
    String counted =
        isNumber(count) ? count : "CASE WHEN " + count + " IS EMPTY THEN 0 ELSE " + count + " END";
    return "DATEADD(" + unit + ", " + counted + ", DATE(" + start + "))";
  }

  private String literal() {
    String token = next();
    if (!isLiteral(token)) {
      throw problem();
    }
    String inner = token.substring(1, token.length() - 1);
    return token.startsWith("'") ? token : '\'' + inner.replace("'", "''") + '\'';
  }

  private static boolean isLiteral(String token) {
    return token.startsWith("'") || token.startsWith("\"");
  }

  private static boolean isNumber(String token) {
    return !token.isEmpty() && Character.isDigit(token.charAt(0));
  }

  private static boolean isName(String token) {
    return !token.isEmpty() && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_');
  }

  private static boolean isNumeric(String text) {
    try {
      new BigDecimal(text.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private boolean isWord(String word) {
    return peek().equalsIgnoreCase(word);
  }

  private boolean accept(String word) {
    if (isWord(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw problem();
    }
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : END;
  }

  private String next() {
    if (at == tokens.size()) {
      throw problem();
    }
    return tokens.get(at++);
  }

  private IllegalArgumentException problem() {
    return new IllegalArgumentException(
        at < tokens.size()
            ? "not understood at word " + (at + 1) + ", \"" + tokens.get(at) + '"'
            : "it ends too early");
  }
}
