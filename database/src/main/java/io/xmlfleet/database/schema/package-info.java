/** Tables as they are and as a contract needs them: check, comparison, creation, counts. */
@NullMarked
package io.xmlfleet.database.schema;

import org.jspecify.annotations.NullMarked;
