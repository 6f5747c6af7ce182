/** Where the brokers are, and the clients that talk to them. */
@NullMarked
package io.xmlfleet.client;

import org.jspecify.annotations.NullMarked;
