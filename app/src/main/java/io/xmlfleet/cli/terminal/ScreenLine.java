package io.xmlfleet.cli.terminal;

import io.xmlfleet.text.PlainText;
import picocli.CommandLine.Help.Ansi;

/**
 * One line of a screen. Its text may come from messages; what is shown of it cannot steer the
 * terminal. Immutable.
 */
public record ScreenLine(String text, Look look) {
  static final ScreenLine EMPTY = new ScreenLine("", Look.PLAIN);
  private static final String MORE = "…";

  /** What a line is for, and so its colour. */
  enum Look {
    PLAIN,
    TITLE,
    FAINT,
    GOOD,
    BAD,
    ALARM;

    private Ansi.IStyle[] styles() {
      return switch (this) {
        case PLAIN -> new Ansi.IStyle[] {};
        case TITLE -> new Ansi.IStyle[] {Ansi.Style.bold};
        case FAINT -> new Ansi.IStyle[] {Ansi.Style.faint};
        case GOOD -> new Ansi.IStyle[] {Ansi.Style.fg_green};
        case BAD -> new Ansi.IStyle[] {Ansi.Style.fg_red};
        case ALARM -> new Ansi.IStyle[] {Ansi.Style.bold, Ansi.Style.fg_yellow, Ansi.Style.reverse};
      };
    }
  }

  static ScreenLine plain(String text) {
    return new ScreenLine(text, Look.PLAIN);
  }

  /** The line as it goes to the terminal, at most so many characters wide. */
  String shown(int columns, Ansi ansi) {
    // Styles go on last: no text of a message can be taken for one, and none is cut in half.
    String plain = cut(PlainText.oneLine(text), columns);
    return ansi.enabled() && look != Look.PLAIN && !plain.isEmpty()
        ? Ansi.Style.on(look.styles()) + plain + Ansi.Style.reset.on()
        : plain;
  }

  /** The beginning of a text that is too wide; characters are never halved. */
  static String cut(String text, int columns) {
    if (text.codePointCount(0, text.length()) <= columns) {
      return text;
    }
    return columns < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + MORE;
  }

  /** The end of a text that is too wide. */
  static String cutFront(String text, int columns) {
    int width = text.codePointCount(0, text.length());
    if (width <= columns) {
      return text;
    }
    return columns < 1
        ? ""
        : MORE + text.substring(text.offsetByCodePoints(0, width - columns + 1));
  }
}
