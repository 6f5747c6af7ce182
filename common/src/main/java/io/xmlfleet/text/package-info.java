/** Text forms that several modules write: names made of bytes, comma-separated values. */
@NullMarked
package io.xmlfleet.text;

import org.jspecify.annotations.NullMarked;
