package io.xmlfleet.source.document;

import io.xmlfleet.item.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document that was found, and is read when somebody asks for it.
 *
 * @param recordId its name in the user's world
 * @param file the file that holds it and nothing else; null: it is no file, or nothing is known
 * @param versions of the file that it comes from, where that is followed; else null
 * @param origin where it is
 * @param reading reads it; called once
 */
public record FoundDocument(
    String recordId,
    @Nullable InFile file,
    @Nullable Versions versions,
    Origin origin,
    Supplier<SourceDocument> reading) {
  /** Of a file that is not followed, or of none. */
  public FoundDocument(
      String recordId, @Nullable InFile file, Origin origin, Supplier<SourceDocument> reading) {
    this(recordId, file, null, origin, reading);
  }

  /**
   * A file as it was found.
   *
   * @param path absolute
   * @param modifiedMillis since 1970 in UTC
   */
  public record InFile(Path path, long bytes, long modifiedMillis) {}

  /** The same as a version of a file. */
  public FoundDocument of(@Nullable Versions followed) {
    return new FoundDocument(recordId, file, followed, origin, reading);
  }

  /** It is sent under this number of its run; the numbers of the versions before it. */
  public List<Long> sendAs(long number) {
    return versions == null ? List.of() : versions.send(this, number);
  }

  public SourceDocument read() {
    return reading.get();
  }
}
