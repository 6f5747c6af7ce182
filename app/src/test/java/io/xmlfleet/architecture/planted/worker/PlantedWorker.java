package io.xmlfleet.architecture.planted.worker;

import io.xmlfleet.architecture.planted.mapping.UpwardMapping;
import java.time.Clock;
import java.time.Instant;

/** Half of a cycle. */
public final class PlantedWorker {
  private final Class<?> other = UpwardMapping.class;

  public String name() {
    return other.getSimpleName();
  }

  private final Instant started = Clock.systemUTC().instant();

  boolean late() {
    return Clock.systemUTC().instant().isAfter(started.plusSeconds(1));
  }
}
