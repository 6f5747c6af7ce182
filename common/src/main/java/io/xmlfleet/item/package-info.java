/** How one document of a run is called, wherever it is. */
@NullMarked
package io.xmlfleet.item;

import org.jspecify.annotations.NullMarked;
