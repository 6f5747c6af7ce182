package io.xmlfleet.table;

/**
 * Stands in rows for a key that the database makes when the row is written: one object, in the row
 * whose key it is and in all rows that refer to it. Has no state and is equal only to itself; a
 * transaction knows what it stands for, so that rows can be written again by another one.
 */
public final class GeneratedKey implements StandIn {
  @Override
  public String toString() {
    return "(made by the database)";
  }
}
