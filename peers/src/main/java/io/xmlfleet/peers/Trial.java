package io.xmlfleet.peers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One contender, once, in one arm. Immutable. */
record Trial(PeersPlan plan, Corpus corpus, Arm arm, Contender contender) {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final double NANOS = 1e9;
  private static final long LOOK_MILLIS = 20;
  private static final long CAREFUL_LOOK_MILLIS = 200;

  /** What is redelivered comes within this time after everything was settled. */
  private static final long QUIET_MILLIS = 3_000;

  private static final int MOST_QUIETS = 20;

  /**
   * Sets the scene, lets the contender work, and judges what is there in the end.
   *
   * @param folder empty; of some gigabytes afterwards
   */
  Score run(Path folder) throws InterruptedException {
    try (Scene scene = Scene.set(folder, corpus, arm, contender.readsTopic());
        DeadLetterWatch letters =
            DeadLetterWatch.start(scene.bootstrapServers(), Scene.TOPICS.deadLetters());
        Tables tables = Tables.open(scene.localUrl(), corpus)) {
      Outage outage = new Outage(scene.link(), corpus.files().size(), plan.outage());
      Score.Times took;
      Setting setting = scene.setting(plan, corpus, arm);
      contender.prepare(setting);
      long started = System.nanoTime();
      try {
        Contender.Running running = contender.start(setting);
        try {
          took = watch(started, tables, letters, outage);
          awaitQuiet(tables, letters);
        } finally {
          running.close();
        }
      } catch (RuntimeException e) {
        LOG.error("{} failed in the arm {}", contender.name(), arm, e);
        took = new Score.Times(false, seconds(started), 0, 0, 0);
      }
      return Score.of(took, tables.timesByNumber(), tables.rows(), letters.numbers(), corpus);
    }
  }

  private Score.Times watch(long started, Tables tables, DeadLetterWatch letters, Outage outage)
      throws InterruptedException {
    double first = 0;
    long begun = 0;
    long cpu = cpuNanos();
    while (seconds(started) < plan.limit().toSeconds()) {
      long settled = tables.documents() + letters.count();
      if (first == 0 && settled > 0) {
        first = seconds(started);
        begun = settled;
      }
      if (arm == Arm.OUTAGE) {
        outage.look(settled);
      }
      double now = seconds(started);
      if (settled >= corpus.files().size()) {
        if (allSettled(tables, letters)) {
          return new Score.Times(true, now, first, begun, (cpuNanos() - cpu) / NANOS);
        }
        Thread.sleep(CAREFUL_LOOK_MILLIS);
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return new Score.Times(false, seconds(started), first, begun, (cpuNanos() - cpu) / NANOS);
  }

  /** Some may be there twice, or in part, so that their sum alone does not tell. */
  private boolean allSettled(Tables tables, DeadLetterWatch letters) {
    Set<Long> numbers = new HashSet<>(tables.timesByNumber().keySet());
    long wanted = numbers.stream().mapToLong(number -> corpus.rows().getOrDefault(number, 0)).sum();
    numbers.addAll(letters.numbers());
    return numbers.size() >= corpus.files().size() && tables.rows() >= wanted;
  }

  private static void awaitQuiet(Tables tables, DeadLetterWatch letters)
      throws InterruptedException {
    long last = -1;
    for (int i = 0; i < MOST_QUIETS; i++) {
      long now = tables.rows() + letters.count();
      if (now == last) {
        return;
      }
      last = now;
      Thread.sleep(QUIET_MILLIS);
    }
  }

  /** Of the whole process: contender, broker and database. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double seconds(long startedNanos) {
    return (System.nanoTime() - startedNanos) / NANOS;
  }
}
