package io.xmlfleet.failure;

import org.jspecify.annotations.Nullable;

/**
 * Why a document was rejected. Immutable.
 *
 * @param reason one sentence for a person; never a value of the document
 * @param location where: {@code line 3, column 14}, an XPath, {@code table.column}, a contract
 *     line; null where nothing narrower than the document is known
 */
public record Failure(Stage stage, String reason, @Nullable String location) {
  public static Failure of(Stage stage, String reason) {
    return new Failure(stage, reason, null);
  }
}
