package io.xmlfleet.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.xmlfleet.failure.InfrastructureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spring Batch over the files themselves, without Kafka: chunks whose items are mapped on as many
 * threads as there may be, skips for what cannot be loaded, tries for what fails by chance, the job
 * repository beside the rows, and somebody who restarts a job that failed every second.
 */
final class SpringBatchContender implements Contender {
  private static final Logger LOG = LoggerFactory.getLogger(SpringBatchContender.class);
  private static final long RESTART_MILLIS = 1_000;
  private static final long CLOSE_MILLIS = 10_000;

  @Override
  public String name() {
    return "spring-batch";
  }

  @Override
  public boolean readsTopic() {
    return false;
  }

  @Override
  public Running start(Setting setting) {
    HikariDataSource pool = JdbcRows.pool(setting);
    DeadFiles dead = new DeadFiles(setting);
    SpringBatchJob job = SpringBatchJob.create(setting, pool, dead);
    Thread operator = new Thread(() -> operate(job), "spring-batch");
    operator.start();
    return () -> {
      operator.interrupt();
      try {
        operator.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      job.close();
      dead.close();
      pool.close();
    };
  }

  /** What an operator, or a scheduler, does: look, and start it again. */
  private static void operate(SpringBatchJob job) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (job.runOnce()) {
          return;
        }
      } catch (Exception e) { // whatever it is, the next try may go better
        LOG.warn("the job could not be run", e);
      }
      try {
        Thread.sleep(RESTART_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Set-up failed: nothing was loaded. */
  static InfrastructureException setUp(Exception e) {
    return new InfrastructureException("Spring Batch cannot be set up: " + e.getMessage(), e);
  }
}
