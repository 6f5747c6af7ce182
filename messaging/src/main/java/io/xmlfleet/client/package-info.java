/** Typed, checked settings that more than one module reads, and the secret that never prints. */
@NullMarked
package io.xmlfleet.client;

import org.jspecify.annotations.NullMarked;
