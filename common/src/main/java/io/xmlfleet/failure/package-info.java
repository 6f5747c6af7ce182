/**
 * The root exception, split by what a caller does about it, and how long to wait before a retry.
 */
@NullMarked
package io.xmlfleet.failure;

import org.jspecify.annotations.NullMarked;
