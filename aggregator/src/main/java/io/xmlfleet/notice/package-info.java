/** What is told to other programs when something happens to a run. */
@NullMarked
package io.xmlfleet.notice;

import org.jspecify.annotations.NullMarked;
