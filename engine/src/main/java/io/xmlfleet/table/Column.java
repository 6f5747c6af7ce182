package io.xmlfleet.table;

/** One column of a table. Immutable. */
public record Column(String name, ColumnType type, boolean nullable) {}
