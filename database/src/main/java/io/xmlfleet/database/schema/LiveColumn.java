package io.xmlfleet.database.schema;

import java.util.Set;

/**
 * A column as the database has it. Immutable.
 *
 * @param type its base type's name, in lower case
 * @param length most characters or bytes; -1: unlimited, or the type has none
 * @param precision digits of a number
 * @param scale digits behind the point, or behind the second
 * @param filled whether the database fills it where nothing is written: a default, an identity
 * @param computed whether nothing can be written to it
 */
public record LiveColumn(
    String name,
    String type,
    long length,
    int precision,
    int scale,
    boolean nullable,
    boolean filled,
    boolean computed) {
  /** Types of a date and time whose digits behind the second are told. */
  private static final Set<String> TOLD = Set.of("datetime2", "timestamp");

  private static final Set<String> CODE_PAGE = Set.of("varchar", "char", "text");

  /** Whether it keeps text in a code page, as no column of H2 does. */
  public boolean hasCodePage() {
    return CODE_PAGE.contains(type);
  }

  /** {@code nvarchar(20)}, {@code decimal(8,2)}, {@code int}. */
  String typeText() {
    LiveKind kind = LiveKind.of(type);
    if (kind == LiveKind.DECIMAL) {
      return type + '(' + precision + ',' + scale + ')';
    }
    boolean told = kind == LiveKind.TIME || kind == LiveKind.OFFSET || TOLD.contains(type);
    if (told && scale < 7) {
      return type + '(' + scale + ')';
    }
    return (kind == LiveKind.TEXT || kind == LiveKind.BINARY) && length > 0
        ? type + '(' + length + ')'
        : type;
  }
}
