/**
 * The same documents through xmlfleet and through what others would use: same broker, same
 * database, same tables, in turn.
 */
@NullMarked
package io.xmlfleet.peers;

import org.jspecify.annotations.NullMarked;
