/** Rows, neutral of XML and of any database: tables, columns, types, values. */
@NullMarked
package io.xmlfleet.table;

import org.jspecify.annotations.NullMarked;
