package io.xmlfleet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.failure.Deadline;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code xmlfleet} command in a Java process of its own, with its output in a file. */
public final class FleetProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path output;

  private FleetProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command.
   *
   * @param folder where its output goes; also its data folder
   */
  public static FleetProcess start(Path folder, String name, String... arguments)
      throws IOException {
    return start(folder, Map.of(), name, arguments);
  }

  /** Starts a command with variables of its own. */
  static FleetProcess start(
      Path folder, Map<String, String> environment, String name, String... arguments)
      throws IOException {
    List<String> program = List.of("-cp", classPath(), "io.xmlfleet.cli.Main");
    return start(folder, environment, name, program, arguments);
  }

  /**
   * Starts a command with other classes in the place of some of the product's.
   *
   * @param classes folder of compiled classes
   */
  public static FleetProcess startWith(Path classes, Path folder, String name, String... arguments)
      throws IOException {
    String path = classes + File.pathSeparator + classPath();
    return start(folder, Map.of(), name, List.of("-cp", path, "io.xmlfleet.cli.Main"), arguments);
  }

  /** Starts a program of the tests. */
  public static FleetProcess startMain(
      Path folder, String name, Class<?> program, String... arguments) throws IOException {
    return start(folder, Map.of(), name, List.of("-cp", classPath(), program.getName()), arguments);
  }

  /** Starts the command of a packaged jar. */
  static FleetProcess startJar(Path folder, Path jar, String name, String... arguments)
      throws IOException {
    return start(folder, Map.of(), name, List.of("-jar", jar.toString()), arguments);
  }

  private static FleetProcess start(
      Path folder,
      Map<String, String> environment,
      String name,
      List<String> program,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(program);
    command.addAll(List.of(arguments));
    Path output = folder.resolve(name + ".out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XMLFLEET_DATA", folder.resolve("data").toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new FleetProcess(name, builder.start(), output);
  }

  /** What the product runs with. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Waits for a line of its output; the pattern's first group. */
  public String await(String pattern) throws Exception {
    Pattern wanted = Pattern.compile(pattern);
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    while (!deadline.expired()) {
      boolean ended = !process.isAlive();
      Matcher found = wanted.matcher(output());
      if (found.find()) {
        return found.group(1);
      }
      if (ended) {
        break;
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError(name + " did not say " + pattern + ":\n" + output());
  }

  /** What everybody who can list processes sees of it; Java itself tells its beginning only. */
  String commandLine() throws IOException, InterruptedException {
    Process ps =
        new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", Long.toString(process.pid())).start();
    String line = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(ps.waitFor()).as("ps of %s", name).isZero();
    return line;
  }

  public String output() throws IOException {
    return Files.readString(output);
  }

  /** SIGKILL: nothing is finished, nothing is told. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  public long pid() {
    return process.pid();
  }

  /** Whether it runs, or is stopped by {@link #signal} and could. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Sends a signal that Java has no word for.
   *
   * @param signal {@code STOP}: its threads get no time any more; {@code CONT}: they do
   */
  public void signal(String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
    kill.waitFor();
  }

  /** Waits until this one or another one ends. */
  public void awaitEndOf(FleetProcess other) throws InterruptedException {
    while (process.isAlive() && other.process.isAlive()) {
      boolean unused = process.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  /** SIGTERM, without waiting for the end. */
  public void askToStop() {
    process.destroy();
  }

  /** SIGTERM, and its exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    return exitCode(PATIENCE.multipliedBy(2));
  }

  /** Waits so long for its end. */
  public int exitCode(Duration patience) throws InterruptedException {
    assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
        .as("%s ends", name)
        .isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
