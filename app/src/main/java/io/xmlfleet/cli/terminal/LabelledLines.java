package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.terminal.ScreenLine.Look;
import java.util.ArrayList;
import java.util.List;

/** A label and what belongs to it, on as many lines as the width asks for. */
final class LabelledLines {
  private static final int LABEL = 8;
  private static final String COMMA = ", ";

  private LabelledLines() {}

  /** A part that is itself wider than a line is cut later; it shares its line with no other. */
  static List<ScreenLine> lines(String label, List<String> parts, int columns, Look look) {
    List<ScreenLine> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(label + " ".repeat(LABEL - label.length()));
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i < parts.size() - 1 ? COMMA : "");
      if (line.length() > LABEL && line.length() + part.stripTrailing().length() > columns) {
        lines.add(new ScreenLine(line.toString().stripTrailing(), look));
        line = new StringBuilder(" ".repeat(LABEL));
      }
      line.append(part);
    }
    lines.add(new ScreenLine(line.toString(), look));
    return lines;
  }
}
