package io.xmlfleet.architecture.planted.cli;

/** What nobody below may see. */
public final class PlantedCommand {
  public static final String NAME = PlantedCommand.class.getSimpleName();

  private PlantedCommand() {}
}
