/** Commands for failed documents: dead letters and replay. */
@NullMarked
package io.xmlfleet.cli.letter;

import org.jspecify.annotations.NullMarked;
