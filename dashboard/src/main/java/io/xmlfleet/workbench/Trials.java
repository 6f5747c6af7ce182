package io.xmlfleet.workbench;

import io.javalin.http.ConflictResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One trial run at a time, and what became of the last one. Thread-safe. */
final class Trials {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);
  private static final int MOST_LINES = 300;

  private final TrialRun trial;
  private final List<String> lines = new ArrayList<>();
  private boolean running;
  private @Nullable Integer exit;
  private List<TrialRun.LoadedRows> rows = List.of();

  Trials(TrialRun trial) {
    this.trial = trial;
  }

  /**
   * How it is.
   *
   * @param lines that it said last
   * @param exit its exit code; null: it has not ended, or none was begun
   * @param rows of the tables, when it has ended
   */
  record State(
      String command,
      boolean running,
      List<String> lines,
      @Nullable Integer exit,
      List<TrialRun.LoadedRows> rows) {}

  synchronized State state() {
    return new State(trial.command(), running, List.copyOf(lines), exit, rows);
  }

  /**
   * Begins one.
   *
   * @throws ConflictResponse if one is under way
   */
  synchronized State begin() {
    if (running) {
      throw new ConflictResponse("a run is under way; wait for its end");
    }
    running = true;
    exit = null;
    rows = List.of();
    lines.clear();
    Thread thread = new Thread(this::run, "workbench-run");
    thread.setDaemon(true);
    thread.start();
    return state();
  }

  private void run() {
    int code = -1;
    List<TrialRun.LoadedRows> found = List.of();
    try {
      code = trial.run(this::say);
      found = trial.rows();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("a trial run failed", e);
      say(String.valueOf(e.getMessage()));
    } finally {
      ended(code, found);
    }
  }

  private synchronized void say(String line) {
    lines.add(line);
    if (lines.size() > MOST_LINES) {
      lines.remove(0);
    }
  }

  private synchronized void ended(int code, List<TrialRun.LoadedRows> found) {
    exit = code;
    rows = found;
    running = false;
  }
}
