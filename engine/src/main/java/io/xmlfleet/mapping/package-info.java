/** A document and a compiled contract in, rows or a failure out. Pure CPU; no I/O. */
@NullMarked
package io.xmlfleet.mapping;

import org.jspecify.annotations.NullMarked;
