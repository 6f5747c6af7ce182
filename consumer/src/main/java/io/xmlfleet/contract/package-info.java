/** The mapping contract: its immutable model, its parser, its compiler. No XML, no SQL. */
@NullMarked
package io.xmlfleet.contract;

import org.jspecify.annotations.NullMarked;
