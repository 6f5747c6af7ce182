package io.xmlfleet.database.dialect;

import io.xmlfleet.database.dialect.LiveType.Trait;

/**
 * A column as the database has it. Immutable.
 *
 * @param typeName its base type's name, in lower case
 * @param length most characters or bytes; -1: unlimited, or the type has none
 * @param precision digits of a number
 * @param scale digits behind the point, or behind the second
 * @param filled whether the database fills it where nothing is written: a default, an identity
 * @param computed whether nothing can be written to it
 */
public record LiveColumn(
    String name,
    String typeName,
    LiveType type,
    long length,
    int precision,
    int scale,
    boolean nullable,
    boolean filled,
    boolean computed) {
  /** Whether it keeps text in a code page. */
  public boolean hasCodePage() {
    return type.has(Trait.CODE_PAGE);
  }

  /**
   * {@code nvarchar(20)}, {@code decimal(8,2)}, {@code int}.
   *
   * @param steps of which the finest need not be told
   */
  public String typeText(TimeSteps steps) {
    LiveKind kind = type.kind();
    if (kind == LiveKind.DECIMAL) {
      return typeName + '(' + precision + ',' + scale + ')';
    }
    if (type.tellsDigits() && scale < steps.digits()) {
      return typeName + '(' + scale + ')';
    }
    return (kind == LiveKind.TEXT || kind == LiveKind.BINARY) && length > 0
        ? typeName + '(' + length + ')'
        : typeName;
  }
}
