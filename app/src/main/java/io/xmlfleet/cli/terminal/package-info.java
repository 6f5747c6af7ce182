/** Output for people: tables, progress, the live view. */
@NullMarked
package io.xmlfleet.cli.terminal;

import org.jspecify.annotations.NullMarked;
