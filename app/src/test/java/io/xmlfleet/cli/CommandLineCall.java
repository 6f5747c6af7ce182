package io.xmlfleet.cli;

import io.xmlfleet.message.FleetJson;
import io.xmlfleet.process.Shutdown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** A command line that was run in this process: what it said and how it ended. */
public record CommandLineCall(int exitCode, String out, String err) {
  public static CommandLineCall of(String... arguments) {
    return of(Map.of(), new Shutdown(), arguments);
  }

  /** The same with variables, and with somebody who may ask it to stop. */
  public static CommandLineCall of(
      Map<String, String> environment, Shutdown stop, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            arguments, environment, stop, new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandLineCall(code, out.toString(), err.toString());
  }

  public static String[] joined(String[] first, String... rest) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(rest)).toArray(String[]::new);
  }

  /** The JSON object on a line, from 0. */
  public Map<?, ?> json(int line) {
    String text = out.lines().skip(line).findFirst().orElseThrow();
    return FleetJson.read(text.getBytes(StandardCharsets.UTF_8), Map.class);
  }

  @Override
  public String toString() {
    return "exit " + exitCode + "\n" + out + err;
  }
}
