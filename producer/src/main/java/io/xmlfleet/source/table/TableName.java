package io.xmlfleet.source.table;

import io.xmlfleet.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name as a user writes it: {@code dbo.app_xml}, {@code [order details]}, {@code "App"}. What is
 * not quoted is left to the database, which knows how it spells such names. Immutable.
 */
record TableName(List<Part> parts) {
  private static final Pattern PART =
      Pattern.compile(
          "\\G(?:\\[((?:[^\\]]++|\\]\\])++)\\]|\"((?:[^\"]++|\"\")++)\"|([\\p{L}_][\\p{L}\\p{N}_$#@]*))(\\.|$)");

  /** One of the names between the dots. */
  record Part(String text, boolean quoted) {}

  TableName {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a name.
   *
   * @param what it names, for the message
   * @throws UsageException if it is none
   */
  static TableName parse(String text, String what) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    boolean more = true;
    while (more && matcher.find()) {
      parts.add(part(matcher));
      more = matcher.group(4).equals(".");
    }
    if (more) {
      throw new UsageException(
          text
              + " is not the name of a "
              + what
              + "; write dbo.name, and what is no plain word in brackets: [order details]");
    }
    return new TableName(parts);
  }

  private static Part part(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Part(matcher.group(1).replace("]]", "]"), true);
    }
    if (matcher.group(2) != null) {
      return new Part(matcher.group(2).replace("\"\"", "\""), true);
    }
    return new Part(matcher.group(3), false);
  }

  /** As standard SQL has it. */
  String sql() {
    List<String> written =
        parts.stream()
            .map(
                part -> part.quoted() ? '"' + part.text().replace("\"", "\"\"") + '"' : part.text())
            .toList();
    return String.join(".", written);
  }

  /** For people and record ids: without quotes, in small letters. */
  String plain() {
    return String.join(".", parts.stream().map(Part::text).toList()).toLowerCase(Locale.ROOT);
  }

  TableName below(String schema) {
    List<Part> longer = new ArrayList<>();
    longer.add(new Part(schema, true));
    longer.addAll(parts);
    return new TableName(longer);
  }
}
