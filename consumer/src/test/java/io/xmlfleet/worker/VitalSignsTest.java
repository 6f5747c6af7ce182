package io.xmlfleet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.xmlfleet.database.DatabaseSession;
import io.xmlfleet.database.ObservedSession;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.message.WorkerVitals;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.pipeline.PreparedItem;
import io.xmlfleet.pipeline.WorkObserver;
import io.xmlfleet.testing.TickingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VitalSignsTest {
  private final List<PreparedItem> passedOn = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();
  private final TickingClock clock = new TickingClock(Duration.ZERO);
  private final VitalSigns vitals =
      new VitalSigns(
          new WorkObserver() {
            @Override
            public void prepared(PreparedItem item) {
              passedOn.add(item);
            }

            @Override
            public void bisected() {
              repeated.add("bisected");
            }

            @Override
            public void retried() {
              repeated.add("retried");
            }
          },
          List.of(
              new LoadedContract(
                  "loans",
                  "3",
                  List.of(),
                  (document, context) -> new Mapped.Rows(null, List.of()))));

  @Test
  void tellsWhereTheTimeGoes() {
    for (int i = 0; i < 2; i++) {
      vitals.prepared(
          new PreparedItem(
              WorkerRig.item(i, "text", 1),
              null,
              new Mapped.Rows(null, List.of()),
              clock.instant(),
              Duration.ofMillis(500),
              Duration.ofMillis(300)));
    }
    DatabaseSession session =
        new ObservedSession(committingSlowly(), () -> {}, vitals::transaction, clock);
    session.inTransaction(
        Duration.ofMinutes(1),
        transaction -> {
          clock.advance(Duration.ofSeconds(2));
          return "";
        });

    WorkerVitals now = vitals.now(4, 17);

    assertThat(now.steps()).isEqualTo(new WorkerVitals.Steps(0.6, 0.4, 2, 3));
    assertThat(now.contracts()).containsExactly("loans@3");
    assertThat(now.partitions()).isEqualTo(4);
    assertThat(now.lag()).isEqualTo(17);
    assertThat(now.heapUsedBytes()).isPositive().isLessThanOrEqualTo(now.heapMaxBytes());
    assertThat(passedOn).hasSize(2);
  }

  @Test
  void passesOnWhatIsRepeated() {
    vitals.bisected();
    vitals.retried();

    assertThat(repeated).containsExactly("bisected", "retried");
  }

  private DatabaseSession committingSlowly() {
    return new DatabaseSession() {
      @Override
      public <T> T inTransaction(Duration limit, Work<T> work) {
        T result = work.in(null);
        clock.advance(Duration.ofSeconds(3));
        return result;
      }

      @Override
      public boolean alive() {
        return true;
      }

      @Override
      public void abort() {}

      @Override
      public void close() {}
    };
  }
}
