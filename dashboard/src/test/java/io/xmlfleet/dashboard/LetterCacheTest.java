package io.xmlfleet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.Stage;
import io.xmlfleet.letter.DeadLetterEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LetterCacheTest {
  private final FakeDeadLetterService letterService = new FakeDeadLetterService();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void holdsNobodyUpWhileItReads() throws Exception {
    letterService.add("a", 1, Stage.PARSING, "bad", "line 1, column 1");
    LetterCache cache = new LetterCache(letterService.before(this::slowly), Duration.ofMillis(50));
    CompletableFuture<List<DeadLetterEntry>> first = CompletableFuture.supplyAsync(cache::letters);
    asked.await();

    assertThatThrownBy(cache::letters)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("are being read, and that takes long");
    cache.invalidate();
    letterService.add("a", 2, Stage.PARSING, "bad", "line 1, column 1");
    CompletableFuture<List<DeadLetterEntry>> later = CompletableFuture.supplyAsync(cache::letters);
    assertThat(later.get()).as("read after somebody did something").hasSize(2);

    answered.countDown();
    first.get();
    assertThat(cache.letters()).hasSize(2);
    assertThat(readings).hasValue(2);
  }

  private void slowly() {
    if (readings.getAndIncrement() > 0) {
      return;
    }
    asked.countDown();
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
