/** Commands on contracts: draft, import, list, edit, check, explain, compare, DDL. */
@NullMarked
package io.xmlfleet.cli.contract;

import org.jspecify.annotations.NullMarked;
