/** Documents that stand in a column of a database table. */
@NullMarked
package io.xmlfleet.source.table;

import org.jspecify.annotations.NullMarked;
