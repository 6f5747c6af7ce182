/** The broker and the database that run inside this process, and the data folder that they keep. */
@NullMarked
package io.xmlfleet.embedded;

import org.jspecify.annotations.NullMarked;
