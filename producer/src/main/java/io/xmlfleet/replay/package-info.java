/** Reads the dead letters that are open, and sends them to work again. */
@NullMarked
package io.xmlfleet.replay;

import org.jspecify.annotations.NullMarked;
