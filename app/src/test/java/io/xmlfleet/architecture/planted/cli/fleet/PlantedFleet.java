package io.xmlfleet.architecture.planted.cli.fleet;

import io.xmlfleet.architecture.planted.cli.letter.PlantedLetter;

/** A command of one group that uses one of another, which uses it. */
public final class PlantedFleet {
  public PlantedLetter letter() {
    return new PlantedLetter(this);
  }
}
