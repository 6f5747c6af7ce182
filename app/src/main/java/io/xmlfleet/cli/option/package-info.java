/** Groups of options that several commands share. */
@NullMarked
package io.xmlfleet.cli.option;

import org.jspecify.annotations.NullMarked;
