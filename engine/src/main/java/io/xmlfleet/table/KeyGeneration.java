package io.xmlfleet.table;

import org.jspecify.annotations.Nullable;

/**
 * How the database makes the values of a column. Immutable.
 *
 * @param column of the table; its values in rows are {@link GeneratedKey}s
 * @param sequence whose next values it holds; null: the column is an identity
 */
public record KeyGeneration(String column, @Nullable TableId sequence) {}
