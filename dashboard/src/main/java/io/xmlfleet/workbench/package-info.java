/**
 * The workbench: a page on which a contract is written beside the documents that it maps and the
 * rows that come of them. All of it is told by the engine; the page only shows it.
 */
@NullMarked
package io.xmlfleet.workbench;

import org.jspecify.annotations.NullMarked;
