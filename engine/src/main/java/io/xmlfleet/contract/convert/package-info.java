/**
 * Text to typed values: a column's converters and its type. Unusable text is a value, not a throw.
 */
@NullMarked
package io.xmlfleet.contract.convert;

import org.jspecify.annotations.NullMarked;
