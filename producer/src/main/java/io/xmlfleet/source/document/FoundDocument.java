package io.xmlfleet.source.document;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document that was found, and is read when somebody asks for it.
 *
 * @param recordId its name in the user's world
 * @param file the file that holds it and nothing else; null: it is no file, or nothing is known
 * @param reading reads it; called once
 */
public record FoundDocument(
    String recordId, @Nullable InFile file, Supplier<SourceDocument> reading) {
  /**
   * A file as it was found.
   *
   * @param path absolute
   * @param modifiedMillis since 1970 in UTC
   */
  public record InFile(Path path, long bytes, long modifiedMillis) {}

  public SourceDocument read() {
    return reading.get();
  }
}
