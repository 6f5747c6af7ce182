package io.xmlfleet.wiring;

import io.xmlfleet.database.dialect.WriterOptions;
import io.xmlfleet.failure.Failure;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.ItemId;
import io.xmlfleet.item.Origin;
import io.xmlfleet.letter.DeadLetterEntry;
import io.xmlfleet.letter.DeadLetterFilter;
import io.xmlfleet.letter.DeadLetterReader;
import io.xmlfleet.letter.FullLetter;
import io.xmlfleet.message.LetterAction;
import io.xmlfleet.process.DataFolder;
import io.xmlfleet.publish.RunIds;
import io.xmlfleet.replay.ReplayRequest;
import io.xmlfleet.source.document.SourceDocument;
import io.xmlfleet.topic.TopicNames;
import io.xmlfleet.workbench.Repairs;
import io.xmlfleet.workbench.Sample;
import io.xmlfleet.workbench.Workbench;
import io.xmlfleet.worker.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the workbench needs to repair dead letters: the contract's file, the letters that failed for
 * one reason, and a replay. On a broker of this process, where nobody else works, workers of this
 * process load what is replayed. Thread-safe.
 */
final class LetterRepairs {
  private static final Logger LOG = LoggerFactory.getLogger(LetterRepairs.class);

  /** They are in memory as long as the desk is. */
  private static final int MOST_LETTERS = 200;

  private static final long MOST_BYTES = 64L * 1024 * 1024;

  /** Each look reads all letters. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final int LOOKS = 300; // ten minutes
  private static final int DATABASE_ROWS = 1_000;

  private final KafkaAccess kafka;
  private final TopicNames topics;
  private final FleetLetters letters;
  private final Map<String, Path> contracts;
  private final DatabaseRequest database;
  private final DataFolder data;
  private final Clock clock;

  /** Whether workers of this process are at work on a replay. */
  private final AtomicBoolean isLoading = new AtomicBoolean();

  /**
   * Repairs.
   *
   * @param contracts the files that may be written, by the contract's name
   * @param database where workers of this process load
   */
  LetterRepairs(
      KafkaAccess kafka,
      TopicNames topics,
      Map<String, Path> contracts,
      DatabaseRequest database,
      DataFolder data,
      Clock clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.letters = new FleetLetters(kafka.settings(), topics, clock);
    this.contracts = Map.copyOf(contracts);
    this.database = database;
    this.data = data;
    this.clock = clock;
  }

  /** Names of the contracts whose files may be written now. */
  Set<String> writable() {
    return contracts.entrySet().stream()
        .filter(each -> Files.isWritable(each.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The desk of a letter: with it, those of the same contract that failed for the same reason.
   *
   * @throws UsageException if there is no such letter, or its contract may not be written
   */
  Workbench.Work open(String item) {
    List<DeadLetterEntry> all = letters.letters();
    DeadLetterEntry opened =
        all.stream()
            .filter(letter -> letter.item().key().equals(item))
            .findFirst()
            .orElseThrow(
                () -> new UsageException("there is no open dead letter " + item + " any more"));
    Path contract = contract(opened);
    Predicate<DeadLetterEntry> isSame =
        letter ->
            isAlike(letter.head().failure(), opened.head().failure())
                && Objects.equals(letter.head().contract(), opened.head().contract());
    List<DeadLetterEntry> same =
        Stream.concat(
                Stream.of(opened),
                all.stream().filter(isSame).filter(letter -> !letter.equals(opened)))
            .limit(MOST_LETTERS)
            .toList();
    return new Workbench.Work(contract, () -> documents(same), null, null, new Fleet());
  }

  private static boolean isAlike(Failure one, Failure other) {
    return one.stage() == other.stage() && one.reason().equals(other.reason());
  }

  private Path contract(DeadLetterEntry letter) {
    String asked = letter.head().contract();
    String name = asked == null ? null : asked.replaceFirst("@.*$", "");
    Path file = name == null ? null : contracts.get(name);
    if (file == null) {
      throw new UsageException(
          "the file of the contract "
              + (name == null ? "" : name + " ")
              + "is not known here: start the dashboard with --contract FILE");
    }
    if (!Files.isWritable(file)) {
      throw new UsageException("the contract " + file + " cannot be written");
    }
    return file;
  }

  /**
   * Their documents, as many as there is room for.
   *
   * @param same the one that was opened, then the others
   */
  private Workbench.Documents documents(List<DeadLetterEntry> same) {
    Map<ItemId, byte[]> found = new HashMap<>();
    long[] bytes = {0};
    Predicate<FullLetter> isRoom =
        full -> {
          byte[] document = full.letter().document();
          if (document != null) {
            bytes[0] += document.length;
            found.put(full.entry().item(), document);
          }
          return bytes[0] < MOST_BYTES;
        };
    boolean hasAll;
    try (DeadLetterReader reader = DeadLetterReader.connect(kafka.settings(), topics)) {
      hasAll =
          reader.visitDocuments(same.subList(0, 1), isRoom::test)
              && reader.visitDocuments(same.subList(1, same.size()), isRoom::test);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("interrupted while reading dead letters", e);
    }
    List<Sample> samples = new ArrayList<>();
    for (DeadLetterEntry letter : same) {
      byte[] document = found.get(letter.item());
      if (document == null && !hasAll && !samples.isEmpty()) {
        continue; // there are enough
      }
      String name = letter.head().recordId();
      Failure failure = letter.head().failure();
      samples.add(
          new Sample(
              document == null
                  ? new SourceDocument.Rejected(name, "its document is not here any more")
                  : new SourceDocument.Read(name, document),
              Origin.UNKNOWN,
              new Sample.Letter(
                  letter.item().key(),
                  failure.stage().name(),
                  failure.reason(),
                  failure.location())));
    }
    return new Workbench.Documents(samples, "");
  }

  private static Set<ItemId> ids(List<String> items) {
    return items.stream().map(ItemId::parse).collect(Collectors.toSet());
  }

  /** Over this Kafka. */
  private final class Fleet implements Repairs {
    @Override
    public int replay(List<String> items, String by) {
      DeadLetterFilter filter = DeadLetterFilter.all().ofItems(ids(items));
      String id = RunIds.generate(clock, new SplittableRandom());
      LetterAction action =
          LetterAction.of(LetterAction.Kind.REPLAYED, id, by, clock.instant(), filter.toString());
      return loadsHere() ? loadHere(ids(items), filter, action) : sent(filter, action);
    }

    @Override
    public Map<String, Fate> fates(List<String> items) {
      Map<String, Fate> fates = new HashMap<>();
      items.forEach(item -> fates.put(item, new Fate(State.RESOLVED, 0, "")));
      for (DeadLetterEntry letter : lettersOf(ids(items))) {
        fates.put(
            letter.item().key(),
            new Fate(
                letter.isUnderWay() ? State.UNDER_WAY : State.OPEN,
                letter.head().attempt(),
                letter.head().failure().reason()));
      }
      return fates;
    }

    @Override
    public String loadedBy() {
      return loadsHere()
          ? "Workers of this process load what is replayed, by the contract as it is saved."
          : "The fleet's consumers load what is replayed, by the contract that they have at hand:"
              + " restart them with the corrected one first.";
    }
  }

  private boolean loadsHere() {
    return kafka.location() == ServerLocation.OWN;
  }

  private List<DeadLetterEntry> lettersOf(Set<ItemId> items) {
    return letters.letters().stream().filter(letter -> items.contains(letter.item())).toList();
  }

  private int sent(DeadLetterFilter filter, LetterAction action) {
    return letters.replay(ReplayRequest.of(filter), action).summary().replayed();
  }

  /**
   * Begins with everything that may go wrong before the first document is sent. The workers take
   * what waits from before, too: without its contract they would reject it.
   */
  private int loadHere(Set<ItemId> items, DeadLetterFilter filter, LetterAction action) {
    if (!isLoading.compareAndSet(false, true)) {
      throw new UsageException(
          "what was replayed before is still being loaded; replay these when that is done");
    }
    try {
      return loadAlone(items, filter, action);
    } catch (RuntimeException | Error e) {
      isLoading.set(false);
      throw e;
    }
  }

  private int loadAlone(Set<ItemId> items, DeadLetterFilter filter, LetterAction action) {
    List<Path> files = new ArrayList<>(new HashSet<>(contracts.values()));
    WorkerSettings workers = WorkerSettings.standard(topics);
    Contracts plans =
        new ContractMemory(data)
            .with(
                files.stream().filter(Files::isReadable).toList(),
                kafka.waitingFor(workers, topics));
    DatabaseAccess target = DatabaseAccess.toWork(database, data, clock);
    LocalFleet fleet;
    int sent;
    try {
      fleet = LocalFleet.start(plan(plans, target, workers), target, kafka, topics, clock);
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
    try {
      sent = sent(filter, action);
    } catch (RuntimeException | Error e) {
      close(fleet, target);
      throw e;
    }
    Thread waiting = new Thread(() -> waitFor(items, fleet, target), "repair");
    waiting.setDaemon(true);
    waiting.start();
    return sent;
  }

  private ConsumerPlan plan(Contracts plans, DatabaseAccess target, WorkerSettings workers) {
    return new ConsumerPlan(
            plans, target.care(false), new WriterOptions(DATABASE_ROWS, false), workers)
        .withFileKey(kafka.fileKey());
  }

  /** The workers stay until every letter has its outcome. */
  private void waitFor(Set<ItemId> items, LocalFleet fleet, DatabaseAccess target) {
    try {
      for (int i = 0;
          i < LOOKS && lettersOf(items).stream().anyMatch(DeadLetterEntry::isUnderWay);
          i++) {
        fleet.requireRunning();
        Thread.sleep(LOOK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("What was replayed waits for the next run", e);
    } finally {
      close(fleet, target);
      isLoading.set(false);
    }
  }

  private static void close(LocalFleet fleet, DatabaseAccess target) {
    try (target) {
      fleet.close();
    }
  }
}
