package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.base.FleetCommand;
import io.xmlfleet.message.ProgressReport;
import io.xmlfleet.publish.PublishProgress;
import org.jspecify.annotations.Nullable;

/** Shows people how far a run is. Confined to one thread. */
public interface ProgressView {
  /**
   * Shows the newest state, if it is time to.
   *
   * @param report null: no outcome is known yet
   * @param sending null: another process sends
   */
  void show(@Nullable ProgressReport report, @Nullable PublishProgress sending);

  /** Leaves the screen tidy; the last state stays. */
  void end();

  static ProgressView of(FleetCommand command) {
    return command.environment().terminal()
        ? new ProgressBar(command.out(), command.environment().clock())
        : new ProgressLines(command.out(), command.environment().clock());
  }
}
