/** What differs from one database to another: SQL, types, row writers, what an error means. */
@NullMarked
package io.xmlfleet.database.dialect;

import org.jspecify.annotations.NullMarked;
