/** A run's report for those who were not there: one page, and figures for machines. */
@NullMarked
package io.xmlfleet.report;

import org.jspecify.annotations.NullMarked;
