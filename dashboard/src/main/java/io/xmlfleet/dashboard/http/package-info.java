/**
 * What every question and answer of the dashboard goes through: who may ask, how it is read and
 * written.
 */
@NullMarked
package io.xmlfleet.dashboard.http;

import org.jspecify.annotations.NullMarked;
