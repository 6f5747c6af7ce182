/** Dead letters as people handle them: read, filter, count, export, park. */
@NullMarked
package io.xmlfleet.letter;

import org.jspecify.annotations.NullMarked;
