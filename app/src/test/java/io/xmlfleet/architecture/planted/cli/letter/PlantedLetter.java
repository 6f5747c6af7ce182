package io.xmlfleet.architecture.planted.cli.letter;

import io.xmlfleet.architecture.planted.cli.fleet.PlantedFleet;

/** The other one. */
public record PlantedLetter(PlantedFleet fleet) {}
