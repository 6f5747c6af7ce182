package io.xmlfleet.architecture.planted.worker;

import io.xmlfleet.architecture.planted.mapping.UpwardMapping;

/** Half of a cycle. */
public final class PlantedWorker {
  private final Class<?> other = UpwardMapping.class;

  public String name() {
    return other.getSimpleName();
  }
}
