/** The topics of a broker that does not run, read from its folder. */
@NullMarked
package io.xmlfleet.client.folder;

import org.jspecify.annotations.NullMarked;
