/** Bytes to captured values in one streaming pass: the only user of StAX in the consumer. */
@NullMarked
package io.xmlfleet.xml;

import org.jspecify.annotations.NullMarked;
