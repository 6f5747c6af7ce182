/** A contract's text, YAML or JSON, to its model; every problem with its line and column. */
@NullMarked
package io.xmlfleet.contract.read;

import org.jspecify.annotations.NullMarked;
