package io.xmlfleet.table;

import org.jspecify.annotations.Nullable;

/**
 * A table's name. Immutable.
 *
 * @param schema null: the login's default schema
 */
public record TableId(@Nullable String schema, String name) {
  @Override
  public String toString() {
    return schema == null ? name : schema + '.' + name;
  }
}
