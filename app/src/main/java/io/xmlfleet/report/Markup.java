package io.xmlfleet.report;

/** HTML that grows; what comes from outside goes in as text. Confined to one thread. */
final class Markup {
  private final StringBuilder html = new StringBuilder();

  /** Markup of ours. */
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Text of whomever. */
  Markup text(String text) {
    html.append(escaped(text));
    return this;
  }

  /** Begins a table; a name with # before it heads a column of numbers. */
  Markup head(String... names) {
    raw("<table><thead>");
    cells("th scope=\"col\"", "th", names);
    return raw("</thead>\n");
  }

  /** A row; a cell with # before it is a number. */
  Markup row(String... values) {
    cells("td", "td", values);
    return raw("\n");
  }

  private void cells(String open, String close, String... values) {
    raw("<tr>");
    for (String value : values) {
      boolean number = value.startsWith("#");
      raw('<' + open + (number ? " class=\"n\">" : ">"));
      text(number ? value.substring(1) : value).raw("</" + close + '>');
    }
    raw("</tr>");
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
