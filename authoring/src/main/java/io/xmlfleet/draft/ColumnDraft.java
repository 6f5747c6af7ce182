package io.xmlfleet.draft;

/**
 * A column that takes a value of the documents. Immutable.
 *
 * @param path from the element of its table's row
 */
record ColumnDraft(String name, String path, ValueShape value) {}
