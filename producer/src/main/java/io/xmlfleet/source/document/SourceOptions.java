package io.xmlfleet.source.document;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.topic.TopicPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from the inputs, and under which names. Immutable.
 *
 * <p>Patterns are those of {@code .gitignore}: {@code *.xml} is any file of that name, {@code
 * in/*.xml} or {@code /*.xml} is anchored at the given folder, {@code **} crosses folders.
 *
 * @param include patterns of the files of a folder; none: {@link #DEFAULT_INCLUDE}
 * @param exclude patterns of files and folders that are left out; they win over the others
 * @param recordIds how files are named
 * @param standardInputId record id of the document on standard input; null: {@code stdin-} and the
 *     start of its SHA-256, so that another document is not mistaken for it
 * @param maxDocumentBytes what is larger is rejected without being read
 * @param split paths of the elements that are documents, see {@link
 *     io.xmlfleet.source.split.SplitPaths}; none: every input is one
 * @param following folders are read as long as it says, for files that come; null: once
 */
public record SourceOptions(
    List<String> include,
    List<String> exclude,
    RecordIdStyle recordIds,
    @Nullable String standardInputId,
    int maxDocumentBytes,
    List<String> split,
    @Nullable Following following) {
  public static final List<String> DEFAULT_INCLUDE = List.of("*.[xX][mM][lL]");

  /**
   * Checks and copies.
   *
   * @throws UsageException if the limit is not positive or the record id is empty
   */
  public SourceOptions {
    include = include.isEmpty() ? DEFAULT_INCLUDE : List.copyOf(include);
    exclude = List.copyOf(exclude);
    split = List.copyOf(split);
    if (maxDocumentBytes < 1) {
      throw new UsageException("the size limit of documents is positive, not " + maxDocumentBytes);
    }
    if (standardInputId != null && standardInputId.isBlank()) {
      throw new UsageException("the record id of standard input is empty");
    }
  }

  /** Without splitting. */
  public SourceOptions(
      List<String> include,
      List<String> exclude,
      RecordIdStyle recordIds,
      @Nullable String standardInputId,
      int maxDocumentBytes) {
    this(include, exclude, recordIds, standardInputId, maxDocumentBytes, List.of(), null);
  }

  /** XML files under absolute names, up to {@link TopicPlan#DEFAULT_MAX_DOCUMENT_BYTES}. */
  public static SourceOptions standard() {
    return of(List.of(), List.of());
  }

  /** As {@link #standard}, with patterns. */
  public static SourceOptions of(List<String> include, List<String> exclude) {
    return new SourceOptions(
        include, exclude, RecordIdStyle.ABSOLUTE, null, TopicPlan.DEFAULT_MAX_DOCUMENT_BYTES);
  }

  /** The same, where the elements at these paths are the documents. */
  public SourceOptions withSplit(List<String> paths) {
    return new SourceOptions(
        include, exclude, recordIds, standardInputId, maxDocumentBytes, paths, following);
  }

  /** The same, with folders that are read as long as this says. */
  public SourceOptions withFollowing(@Nullable Following other) {
    return new SourceOptions(
        include, exclude, recordIds, standardInputId, maxDocumentBytes, split, other);
  }
}
