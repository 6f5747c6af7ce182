package io.xmlfleet.fleet;

import io.xmlfleet.cli.Main;
import io.xmlfleet.process.Shutdown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** Commands of this process over one data folder. */
final class CommandLineSession {
  private final Map<String, String> environment;

  /** What a command said and how it ended. */
  record Result(int exitCode, String out, String err) {
    @Override
    public String toString() {
      return "exit " + exitCode + "\n" + out + err;
    }
  }

  CommandLineSession(Path data) {
    this(Map.of("XMLFLEET_DATA", data.toString()));
  }

  CommandLineSession(Map<String, String> environment) {
    this.environment = environment;
  }

  Result run(String... arguments) {
    return run(new Shutdown(), arguments);
  }

  Result run(Shutdown stop, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            arguments, environment, stop, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Result(code, out.toString(), err.toString());
  }
}
