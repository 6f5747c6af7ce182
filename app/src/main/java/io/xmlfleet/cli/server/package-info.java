/** Commands that start local servers. */
@NullMarked
package io.xmlfleet.cli.server;

import org.jspecify.annotations.NullMarked;
