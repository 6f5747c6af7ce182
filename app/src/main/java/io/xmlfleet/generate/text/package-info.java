/** Draws and text from which synthetic documents are made. */
@NullMarked
package io.xmlfleet.generate.text;

import org.jspecify.annotations.NullMarked;
