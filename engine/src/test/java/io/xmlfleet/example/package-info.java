/** What the README shows to those who embed the engine. */
@NullMarked
package io.xmlfleet.example;

import org.jspecify.annotations.NullMarked;
