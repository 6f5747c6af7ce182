package io.xmlfleet.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.Deadline;
import io.xmlfleet.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthFileTest {
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Health READY = new Health(true, "ready");
  private static final Health DEAD = new Health(false, "failing: all are dead");
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir Path folder;

  private final CountDownLatch asked = new CountDownLatch(1);

  @Test
  void isThereFromTheBeginningToTheEnd() {
    Path file = folder.resolve("health");
    try (HealthFile health = HealthFile.keep(file)) {
      assertThat(file).hasContent("starting\n");
      health.report(() -> READY);
      assertThat(file).hasContent("ready\n");
      health.stopping();
      assertThat(file).content().startsWith("stopping:");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void replacesWhatAKilledProcessHasLeft() throws Exception {
    Path file = folder.resolve("health");
    Files.writeString(file, "ready\n");
    try (HealthFile health = HealthFile.keep(file)) {
      assertThat(file).hasContent("starting\n");
      health.report(() -> READY);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void staysYoungAndFollowsTheState() throws Exception {
    Path file = folder.resolve("health");
    AtomicReference<Health> state = new AtomicReference<>(READY);
    try (HealthFile health = HealthFile.keep(file, OFTEN)) {
      health.report(state::get);
      Files.setLastModifiedTime(file, LONG_AGO);
      await(() -> Files.getLastModifiedTime(file).compareTo(LONG_AGO) > 0);
      state.set(new Health(true, "waiting: the database does not answer"));
      await(() -> Files.readString(file).startsWith("waiting:"));
      state.set(READY);
      await(() -> Files.readString(file).equals("ready\n"));
    }
  }

  @Test
  void growsOldWhenNobodyLivesAndYoungAgainWhenSomebodyDoes() throws Exception {
    Path file = folder.resolve("health");
    AtomicReference<Health> state = new AtomicReference<>(DEAD);
    try (HealthFile health = HealthFile.keep(file, OFTEN)) {
      health.report(state::get);
      assertThat(file).hasContent(DEAD.line() + "\n");
      Files.setLastModifiedTime(file, LONG_AGO);
      AtomicReference<Integer> looks = new AtomicReference<>(0);
      health.report(
          () -> {
            looks.updateAndGet(n -> n + 1);
            return state.get();
          });
      await(() -> looks.get() > 3);
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
      state.set(READY);
      await(() -> Files.readString(file).equals("ready\n"));
    }
  }

  @Test
  void growsOldWhenTheStateCannotBeTold() throws Exception {
    Path file = folder.resolve("health");
    try (HealthFile health = HealthFile.keep(file, OFTEN)) {
      health.report(
          () -> {
            throw new IllegalStateException("a fault of ours");
          });
      assertThat(file).hasContent("starting\n");
      health.report(() -> READY);
      assertThat(file).hasContent("ready\n");
    }
  }

  @Test
  void livesOnAfterAnErrorWhileItAsks() throws Exception {
    Path file = folder.resolve("health");
    AtomicReference<Error> missing = new AtomicReference<>();
    try (HealthFile health = HealthFile.keep(file, OFTEN)) {
      health.report(
          () -> {
            Error error = missing.get();
            if (error != null) {
              asked.countDown();
              throw error;
            }
            return READY;
          });
      missing.set(new OutOfMemoryError("unable to create native thread"));
      asked.await();
      Files.setLastModifiedTime(file, LONG_AGO);
      missing.set(null);
      await(() -> Files.getLastModifiedTime(file).compareTo(LONG_AGO) > 0);
    }
  }

  @Test
  void writesNothingWhereNoneIsWanted() {
    try (HealthFile health = HealthFile.keep(null)) {
      health.report(() -> READY);
      health.stopping();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAPlaceThatCannotBeWritten() {
    assertThatThrownBy(() -> HealthFile.keep(folder.resolve("missing").resolve("health")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("health file");
  }

  private interface Condition {
    boolean met() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    Deadline deadline = Deadline.after(Duration.ofSeconds(10), Clock.systemUTC());
    while (!condition.met()) {
      assertThat(deadline.expired()).as("in time").isFalse();
      Thread.onSpinWait();
    }
  }
}
