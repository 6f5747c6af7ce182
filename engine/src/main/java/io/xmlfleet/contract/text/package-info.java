/** A contract's text as YAML or JSON: what stands where in it. */
@NullMarked
package io.xmlfleet.contract.text;

import org.jspecify.annotations.NullMarked;
