/** Commands on contracts: draft, import, check, explain, DDL. */
@NullMarked
package io.xmlfleet.cli.contract;

import org.jspecify.annotations.NullMarked;
