/**
 * What tests of several modules need: a clock, a browser, and below it a server of SQL Server's
 * protocol.
 */
@NullMarked
package io.xmlfleet.testing;

import org.jspecify.annotations.NullMarked;
