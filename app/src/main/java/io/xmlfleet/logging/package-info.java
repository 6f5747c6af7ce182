/** Where the log goes and how it looks; secrets are masked. */
@NullMarked
package io.xmlfleet.logging;

import org.jspecify.annotations.NullMarked;
