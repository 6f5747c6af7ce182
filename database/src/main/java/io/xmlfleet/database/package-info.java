/** Rows into a database: dialects, row writers, sessions, failure classification. */
@NullMarked
package io.xmlfleet.database;

import org.jspecify.annotations.NullMarked;
