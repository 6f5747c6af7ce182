/**
 * What every page of ours is served with: one HTTP server with its token, its limits and its
 * answers. It knows no page.
 */
@NullMarked
package io.xmlfleet.http;

import org.jspecify.annotations.NullMarked;
