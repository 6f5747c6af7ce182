package io.xmlfleet.architecture.planted.mapping;

import io.xmlfleet.architecture.planted.cli.PlantedCommand;
import io.xmlfleet.architecture.planted.worker.PlantedWorker;
import java.sql.SQLException;
import javax.xml.stream.XMLStreamException;

/** Breaks every direction that a class of mapping can break. */
public final class UpwardMapping {
  /** Looks upwards, parses XML and talks SQL. */
  public String look() throws XMLStreamException, SQLException {
    return new PlantedWorker().name() + PlantedCommand.NAME;
  }
}
