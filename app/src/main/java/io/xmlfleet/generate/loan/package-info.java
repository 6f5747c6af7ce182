/** Loan files of invented people, of the sizes seen in production. */
@NullMarked
package io.xmlfleet.generate.loan;

import org.jspecify.annotations.NullMarked;
