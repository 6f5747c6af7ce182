package io.xmlfleet.cli.terminal;

import io.xmlfleet.cli.base.Environment;
import io.xmlfleet.failure.Stopwatch;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The terminal's size, asked again as people change it. Confined to one thread. */
public final class TerminalSizeProbe implements Supplier<TerminalSize> {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofMillis(300);
  private static final File TERMINAL = new File("/dev/tty");

  private final Supplier<Optional<TerminalSize>> question;
  private final Clock clock;
  private TerminalSize size;
  private Stopwatch sinceAnswer;

  /**
   * A probe.
   *
   * @param question asks the terminal, which may not answer
   * @param first the size until there is an answer
   */
  TerminalSizeProbe(Supplier<Optional<TerminalSize>> question, TerminalSize first, Clock clock) {
    this.question = question;
    this.size = first;
    this.clock = clock;
    this.sinceAnswer = Stopwatch.overdue(clock);
  }

  public static TerminalSizeProbe of(Environment environment) {
    return new TerminalSizeProbe(
        TerminalSizeProbe::stty, TerminalSize.of(environment.variables()), environment.clock());
  }

  @Override
  public TerminalSize get() {
    if (sinceAnswer.reached(INTERVAL)) {
      size = question.get().orElse(size);
      sinceAnswer = Stopwatch.start(clock);
    }
    return size;
  }

  /** Java has no call for it, and a signal handler no supported class: so the system's tool. */
  private static Optional<TerminalSize> stty() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
            ? TerminalSize.parse(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty(); // no terminal, or no such tool: Windows
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
