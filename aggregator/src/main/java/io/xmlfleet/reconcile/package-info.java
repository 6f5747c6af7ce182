/**
 * Compares what the topics, the ledger and the tables say of one run, item by item, and repairs
 * what the ledger and the letters know.
 */
@NullMarked
package io.xmlfleet.reconcile;

import org.jspecify.annotations.NullMarked;
