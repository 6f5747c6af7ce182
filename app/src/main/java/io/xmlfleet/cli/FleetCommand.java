package io.xmlfleet.cli;

import io.xmlfleet.wiring.LogPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands share that touch a fleet. Confined to one thread. */
abstract class FleetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private GeneralOptions general = new GeneralOptions();

  final GeneralOptions general() {
    return general;
  }

  final Surroundings surroundings() {
    return Surroundings.of(spec);
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final String name() {
    return spec.qualifiedName().substring(spec.root().name().length() + 1);
  }

  /** What the console shows of the log; servers show their life cycle. */
  LogPlan.Console console() {
    return LogPlan.Console.WARNINGS;
  }
}
