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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One {@code xmlfleet} command in a Java process of its own, with its output in a file. */
public final class FleetProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path output;
  private final String stopSignal;

  private FleetProcess(String name, Process process, Path output, String stopSignal) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.stopSignal = stopSignal;
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
    return start(folder, environment, name, StartArchive.program(), arguments);
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

  /**
   * Starts Java.
   *
   * @param program what comes before the arguments
   */
  static FleetProcess start(
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
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XMLFLEET_DATA", folder.resolve("data").toString());
    builder.environment().putAll(environment);
    return start(builder, folder, name, "TERM");
  }

  /**
   * Starts a program that is not ours, and may start processes of its own.
   *
   * @param stopSignal asks it to end soon
   */
  static FleetProcess startProgram(
      Path folder, String name, String stopSignal, List<String> command) throws IOException {
    return start(new ProcessBuilder(command), folder, name, stopSignal);
  }

  private static FleetProcess start(
      ProcessBuilder builder, Path folder, String name, String stopSignal) throws IOException {
    Path output = folder.resolve(name + ".out");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new FleetProcess(name, builder.start(), output, stopSignal);
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

  /** SIGKILL, also to processes that it has started: nothing is finished, nothing is told. */
  public void kill() throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    close();
    Deadline deadline = Deadline.after(PATIENCE, Clock.systemUTC());
    for (ProcessHandle each : all) { // a server does not start again beside one of its processes
      while (each.isAlive()) {
        assertThat(deadline.expired()).as("%s has ended", each).isFalse();
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  public long pid() {
    return process.pid();
  }

  /**
   * SIGKILL to the youngest process that it has started.
   *
   * @return whether there was one
   */
  public boolean killChild() {
    return process
        .children()
        .max(Comparator.comparing(ProcessHandle::pid))
        .map(ProcessHandle::destroyForcibly)
        .isPresent();
  }

  /** Whether it runs, or is stopped by {@link #signal} and could. */
  public boolean alive() {
    return process.isAlive();
  }

  /**
   * Sends a signal that Java has no word for, also to processes that it has started.
   *
   * @param signal {@code STOP}: its threads get no time any more; {@code CONT}: they do
   */
  public void signal(String signal) throws IOException, InterruptedException {
    send(signal, Stream.concat(Stream.of(process.toHandle()), process.descendants()));
  }

  private static void send(String signal, Stream<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(each -> command.add(Long.toString(each.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
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

  /** SIGTERM, or what else it is stopped by, and its exit code. */
  public int terminate() throws InterruptedException, IOException {
    send(stopSignal, Stream.of(process.toHandle()));
    return exitCode();
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    return exitCode(PATIENCE.multipliedBy(2));
  }

  /** Waits so long for its end. */
  public int exitCode(Duration patience) throws InterruptedException {
    assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
        .as(() -> "%s ends: %s".formatted(name, said()))
        .isTrue();
    return process.exitValue();
  }

  private String said() {
    try {
      return output();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
