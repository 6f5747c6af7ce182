package io.xmlfleet.source.document;

/**
 * How a file is named as a record. The ledger recognises a document by this name, so it must not
 * change between two runs, and two documents must not share it.
 */
public enum RecordIdStyle {
  /**
   * The absolute path with links in the given folder's own path resolved: the same from whichever
   * working folder, and never shared by two files. The default.
   */
  ABSOLUTE,
  /**
   * The path from the given folder on, starting with that folder's name ({@code inbox/a/1.xml}), or
   * from the parent folder on for a file: the same on machines that mount the folder elsewhere. Two
   * folders of one name, in one run or in two, are one folder to the ledger; within one run that is
   * rejected.
   */
  FROM_FOLDER
}
