/** Documents as sources give them, and what is asked of a source. */
@NullMarked
package io.xmlfleet.source.document;

import org.jspecify.annotations.NullMarked;
