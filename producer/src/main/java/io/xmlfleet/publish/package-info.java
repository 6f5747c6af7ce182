/** Sends documents as work items and keeps track of what the brokers acknowledged. */
@NullMarked
package io.xmlfleet.publish;

import org.jspecify.annotations.NullMarked;
