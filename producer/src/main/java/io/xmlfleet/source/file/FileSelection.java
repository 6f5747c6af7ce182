package io.xmlfleet.source.file;

/**
 * Which files below a folder are documents. Immutable. Paths are relative to the folder, with
 * {@code /} separators.
 */
public interface FileSelection {
  boolean takes(String file);

  /** Whether there can be a document below that folder. */
  boolean enters(String folder);

  /** What is looked for, for people. */
  String description();
}
