/** A document as the dashboard shows it, with the place at which it failed. */
@NullMarked
package io.xmlfleet.dashboard.document;

import org.jspecify.annotations.NullMarked;
