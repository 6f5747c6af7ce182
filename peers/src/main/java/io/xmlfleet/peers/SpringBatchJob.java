package io.xmlfleet.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** One job of one step, and the repository that knows how far it is. Confined to one thread. */
final class SpringBatchJob implements AutoCloseable {
  private static final String NAME = "load";
  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final JobRepository repository;
  private final TaskExecutorJobOperator operator;
  private final Job job;
  private final ThreadPoolTaskExecutor threads;

  private SpringBatchJob(
      JobRepository repository,
      TaskExecutorJobOperator operator,
      Job job,
      ThreadPoolTaskExecutor threads) {
    this.repository = repository;
    this.operator = operator;
    this.job = job;
    this.threads = threads;
  }

  /** Creates the repository's tables and the job. */
  static SpringBatchJob create(Setting setting, DataSource source, DeadFiles dead) {
    try {
      JdbcTransactionManager transactions = new JdbcTransactionManager(source);
      JobRepository repository = repository(source, transactions);
      ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
      threads.setCorePoolSize(setting.threads());
      threads.setThreadNamePrefix("spring-batch-");
      threads.initialize();
      Job job =
          new JobBuilder(NAME, repository)
              .start(step(setting, source, repository, transactions, threads, dead))
              .build();
      return new SpringBatchJob(repository, operator(repository, job), job, threads);
    } catch (Exception e) { // its factories declare no less
      throw SpringBatchContender.setUp(e);
    }
  }

  /**
   * Starts the job, or goes on with it.
   *
   * @return whether it has completed
   */
  boolean runOnce() throws Exception {
    JobParameters parameters = new JobParameters();
    @Nullable JobExecution last = repository.getLastJobExecution(NAME, parameters);
    JobExecution now;
    if (last == null) {
      now = operator.start(job, parameters);
    } else if (last.getStatus() == BatchStatus.FAILED) {
      now = operator.restart(last);
    } else {
      // It could not even note that it failed.
      now = operator.restart(operator.recover(last));
    }
    return now.getStatus() == BatchStatus.COMPLETED;
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private static JobRepository repository(DataSource source, JdbcTransactionManager transactions)
      throws Exception {
    new ResourceDatabasePopulator(
            new ClassPathResource("org/springframework/batch/core/schema-h2.sql"))
        .execute(source);
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(source);
    factory.setTransactionManager(transactions);
    factory.afterPropertiesSet();
    return factory.getObject();
  }

  private static TaskExecutorJobOperator operator(JobRepository repository, Job job)
      throws Exception {
    MapJobRegistry registry = new MapJobRegistry();
    registry.register(job);
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(registry);
    operator.setTaskExecutor(new SyncTaskExecutor());
    operator.afterPropertiesSet();
    return operator;
  }

  private static Step step(
      Setting setting,
      DataSource source,
      JobRepository repository,
      JdbcTransactionManager transactions,
      ThreadPoolTaskExecutor threads,
      DeadFiles dead) {
    Mapping mapping = new Mapping(setting.corpus().contract());
    JdbcRows rows = new JdbcRows(source, setting.corpus().contract().tables());
    ItemWriter<LoadableFile> writer =
        chunk -> rows.write(chunk.getItems().stream().map(LoadableFile::rows).toList());
    return new StepBuilder("load", repository)
        .<Path, LoadableFile>chunk(setting.batch())
        .transactionManager(transactions)
        .reader(new FileReader(setting.corpus().files()))
        .processor(
            file -> new LoadableFile(file, mapping.rows(file.toString(), Files.readAllBytes(file))))
        .writer(writer)
        .faultTolerant()
        .retryPolicy(
            RetryPolicy.builder()
                .maxRetries(TRIES)
                .delay(BETWEEN_TRIES)
                .includes(TransientDataAccessException.class)
                .build())
        .skip(PoisonException.class, DataIntegrityViolationException.class)
        .skipLimit(setting.corpus().files().size())
        .skipListener(dead)
        .taskExecutor(threads)
        .build();
  }
}
