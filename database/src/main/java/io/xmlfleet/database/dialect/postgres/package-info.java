/** PostgreSQL. */
@NullMarked
package io.xmlfleet.database.dialect.postgres;

import org.jspecify.annotations.NullMarked;
