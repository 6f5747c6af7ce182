package io.xmlfleet.workbench;

import io.xmlfleet.database.schema.Mend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of questions. {@code text} is the contract as it is in the editor; samples are numbered
 * from 0.
 */
final class Asked {
  private Asked() {}

  /** Only that. */
  record Nothing() {}

  /** About the text. */
  record Text(String text) {}

  /**
   * About one sample.
   *
   * @param from number of the first element to show, from 1
   * @param elements how many; null: the usual number
   */
  record Look(String text, int sample, int from, @Nullable Integer elements) {}

  /**
   * About a document as it is written.
   *
   * @param offset where the window begins, in UTF-16 units
   * @param element that is to be in it; null: the offset says where
   */
  record Source(String text, int sample, int offset, @Nullable Integer element) {}

  /** About dead letters. */
  record Items(List<String> items) {}

  /** About a cell; rows from 0. */
  record Cell(String text, int sample, String table, String column, int row) {}

  /** About an element, or one of its attributes. */
  record Spot(String text, int sample, int element, @Nullable String attribute) {}

  /** About a line of the text, from 1. */
  record Line(String text, int sample, int line) {}

  /** About a path from the root. */
  record Path(String text, String path) {}

  /**
   * A table more, of one row an element.
   *
   * @param existing the database's table that it is; null: a new one
   */
  record AddTable(String text, String path, @Nullable String existing) {}

  /** About a table in the database, {@code schema.table} or {@code table}. */
  record LiveTable(String table) {}

  /** About a column. */
  record Column(String text, String table, String column) {}

  /** About a place in the text, in UTF-16 units. */
  record Offset(String text, int offset) {}

  /** About the tables in a database. */
  record Tables(String text, String dialect) {}

  /**
   * A column more.
   *
   * @param from as the table's rows say it
   * @param path the same from the root
   */
  record AddColumn(
      String text, String table, String column, String type, String from, String path) {}

  /** A column that is to be in the key, or not. */
  record Key(String text, String table, String column, boolean inKey) {}

  /** Another type. */
  record Type(
      String text, String table, String column, String type, @Nullable List<String> formats) {}

  /** An edit that makes the contract agree with the database. */
  record Mended(
      String text, Mend.Kind kind, String table, @Nullable String column, List<String> values) {}

  /** An enum of words. */
  record Words(String text, String table, String column, List<String> words) {}

  /**
   * To the file.
   *
   * @param digest of what the writer knows to be there
   * @param overwrite whether that is somebody else's; null: it is not
   */
  record Save(String text, String digest, @Nullable Boolean overwrite) {}
}
