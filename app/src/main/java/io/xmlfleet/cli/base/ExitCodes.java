package io.xmlfleet.cli.base;

import io.xmlfleet.failure.StoppedException;
import io.xmlfleet.failure.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process's exit code says; the only place that decides it. */
public final class ExitCodes {
  public static final int ALL_LOADED = 0;
  public static final int SOME_FAILED = 1;
  public static final int USAGE = 2;
  static final int INFRASTRUCTURE = 3;
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}

  /** For the help of a command. */
  public static Map<String, String> described(Object command) {
    boolean serves = command instanceof FleetCommand fleet && fleet.servesUntilStopped();
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(
        "0",
        command instanceof VerdictCommand verdict
            ? verdict.good()
            : serves ? "stopped by Ctrl-C or SIGTERM" : "done");
    if (command instanceof VerdictCommand verdict) {
      codes.put("1", verdict.bad());
    }
    codes.put("2", "wrong usage, or a contract with an error");
    codes.put("3", "a broker, a database or a disk does not answer or refuses");
    if (command instanceof FleetCommand) {
      codes.put(
          "130", "stopped by Ctrl-C or SIGTERM before " + (serves ? "it had begun" : "the end"));
    }
    return codes;
  }

  public static int of(Throwable failure) {
    return failure instanceof UsageException
        ? USAGE
        : failure instanceof StoppedException ? INTERRUPTED : INFRASTRUCTURE;
  }
}
