/** What every command has: environment, configuration, exit codes. */
@NullMarked
package io.xmlfleet.cli.base;

import org.jspecify.annotations.NullMarked;
