/** H2, the embedded default. */
@NullMarked
package io.xmlfleet.database.dialect.h2;

import org.jspecify.annotations.NullMarked;
