/**
 * Contracts of the system that xmlfleet follows ({@code mapping_contract.json}) to contracts of
 * ours: the same rows, but for corrections that {@link
 * io.xmlfleet.contract.migrate.ImportedContract} names. Makes text; the contract reader judges it.
 */
@NullMarked
package io.xmlfleet.migrate;

import org.jspecify.annotations.NullMarked;
