package io.xmlfleet.wiring;

import io.xmlfleet.contract.read.Gallery;
import io.xmlfleet.failure.InfrastructureException;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.process.DataFolder;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which contract files were used with a data folder, by contract name. Work that an interrupted
 * command has left on the folder's broker may ask for some of them, and so may a replay. Files are
 * remembered, not their content: a repaired contract is what a replay is for.
 */
public final class ContractMemory {
  private static final Logger LOG = LoggerFactory.getLogger(ContractMemory.class);

  private final Path file;

  public ContractMemory(DataFolder data) {
    this.file = data.runs().resolve("contracts.properties");
  }

  /** Which of some contracts are needed, by name. */
  @FunctionalInterface
  public interface Need {
    /** Every one. */
    Need ALL = names -> names;

    Set<String> among(Set<String> names);
  }

  /** Remembers files of contracts that could be used, by the names in them. */
  public void remember(List<Path> used) {
    used.forEach(contract -> remember(Contracts.read(contract).name(), contract));
  }

  /** Remembers a contract's file for its name. */
  public void remember(String name, Path contract) {
    Properties known = load();
    Path lasting =
        Gallery.isMeant(contract.toString()) ? contract : contract.toAbsolutePath().normalize();
    known.setProperty(name, lasting.toString());
    try (Writer writer = Files.newBufferedWriter(file)) {
      known.store(writer, null);
    } catch (IOException e) {
      throw new InfrastructureException("cannot write " + file, e);
    }
  }

  /**
   * Compiles the given contracts and, behind them, the remembered ones of other names that are
   * needed.
   *
   * @throws io.xmlfleet.contract.ContractException if a given one has a fault; a remembered one
   *     that has is left out with a warning
   * @throws UsageException if a given one cannot be read, or two have one name
   */
  public Contracts with(List<Path> given, Need need) {
    Map<String, ContractPlan> plans = new LinkedHashMap<>();
    Contracts.readAll(given).plans().forEach(plan -> plans.put(plan.name(), plan));
    Properties known = load();
    Set<String> others = new TreeSet<>(known.stringPropertyNames());
    others.removeAll(plans.keySet());
    // To ask takes a look at the topics, which may not be made yet.
    Set<String> needed = others.isEmpty() ? others : new TreeSet<>(need.among(others));
    for (String name : needed) {
      LOG.info("The contract {} was used before and is needed: {}", name, known.getProperty(name));
      addRemembered(name, Path.of(known.getProperty(name)), plans);
    }
    return Contracts.of(new ArrayList<>(plans.values()));
  }

  /** The files that are remembered, by contract name; those of the gallery are none. */
  public Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    load()
        .forEach(
            (name, file) -> {
              if (!Gallery.isMeant(String.valueOf(file))) {
                files.put(String.valueOf(name), Path.of(String.valueOf(file)));
              }
            });
    return files;
  }

  private static void addRemembered(String name, Path contract, Map<String, ContractPlan> plans) {
    try {
      ContractPlan plan = Contracts.read(contract);
      plans.putIfAbsent(plan.name(), plan);
    } catch (UsageException e) {
      LOG.warn("Contract {} is left out, its file {} cannot be used", name, contract);
    }
  }

  private Properties load() {
    Properties known = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        known.load(reader);
      } catch (IOException e) {
        throw new InfrastructureException("cannot read " + file, e);
      }
    }
    return known;
  }
}
