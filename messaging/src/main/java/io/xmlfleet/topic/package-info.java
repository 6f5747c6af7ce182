/** The topics: their names, what each keeps, and their creation. */
@NullMarked
package io.xmlfleet.topic;

import org.jspecify.annotations.NullMarked;
