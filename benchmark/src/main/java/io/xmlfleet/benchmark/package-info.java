/**
 * What compiling contracts and mapping documents cost, measured by JMH. No part of the product; see
 * {@code benchmark/README.md} for the commands.
 */
@NullMarked
package io.xmlfleet.benchmark;

import org.jspecify.annotations.NullMarked;
