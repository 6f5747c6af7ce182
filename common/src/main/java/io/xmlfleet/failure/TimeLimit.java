package io.xmlfleet.failure;

/** When working on something is given up. */
public interface TimeLimit {
  boolean expired();
}
