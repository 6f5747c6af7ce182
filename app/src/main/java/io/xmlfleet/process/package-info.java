/** What a process has of its own: data folder, instance lock, health, shutdown. */
@NullMarked
package io.xmlfleet.process;

import org.jspecify.annotations.NullMarked;
