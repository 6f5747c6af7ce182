/** Commands that look at runs and tables, and repair what contradicts itself. */
@NullMarked
package io.xmlfleet.cli.inspect;

import org.jspecify.annotations.NullMarked;
