package io.xmlfleet.report;

import java.util.Locale;

/** A picture that grows, an element a line. Confined to one thread. */
public final class SvgWriter {
  private final StringBuilder svg = new StringBuilder();

  /** Markup of ours; texts among the values go in escaped. */
  public SvgWriter add(String format, Object... values) {
    Object[] safe = values.clone();
    for (int i = 0; i < safe.length; i++) {
      safe[i] = safe[i] instanceof String text ? Markup.escaped(text) : safe[i];
    }
    svg.append(String.format(Locale.ROOT, format, safe)).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return svg.toString();
  }
}
