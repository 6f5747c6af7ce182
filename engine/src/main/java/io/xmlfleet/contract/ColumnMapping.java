package io.xmlfleet.contract;

import io.xmlfleet.table.Column;

/** One column and how it is filled. A column that is not nullable is required. Immutable. */
public record ColumnMapping(
    Column column, ValueSource source, Coercion coercion, SourcePosition at) {}
