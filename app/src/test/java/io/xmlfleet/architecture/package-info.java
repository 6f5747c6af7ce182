/** The directions between packages, and planted violations that prove that they are checked. */
@NullMarked
package io.xmlfleet.architecture;

import org.jspecify.annotations.NullMarked;
