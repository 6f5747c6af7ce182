/** What was loaded, by whom: committed with the rows themselves. */
@NullMarked
package io.xmlfleet.ledger;

import org.jspecify.annotations.NullMarked;
