package io.xmlfleet.wiring;

import io.xmlfleet.contract.TableMerge;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.UsageException;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.pipeline.ContractCatalog;
import io.xmlfleet.pipeline.LoadedContract;
import io.xmlfleet.table.KeyPath;
import io.xmlfleet.table.Table;
import io.xmlfleet.table.TableId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contracts, compiled and ready for workers. Immutable. */
public final class Contracts {
  private final List<ContractPlan> plans;

  private Contracts(List<ContractPlan> plans) {
    this.plans = List.copyOf(plans);
  }

  /**
   * Reads and compiles one contract.
   *
   * @throws io.xmlfleet.contract.ContractException if anything is wrong in it
   * @throws UsageException if the file cannot be read
   */
  public static ContractPlan read(Path file) {
    return new ContractPlan(new ContractReader().read(file));
  }

  /**
   * Reads and compiles several; throws as {@link #read}.
   *
   * @throws UsageException if two have one name
   */
  public static Contracts readAll(List<Path> files) {
    Map<String, Path> names = new HashMap<>();
    List<ContractPlan> plans = new ArrayList<>();
    for (Path file : files) {
      ContractPlan plan = read(file);
      Path other = names.put(plan.name(), file);
      if (other != null) {
        throw new UsageException(
            "two contracts are named \"" + plan.name() + "\": " + other + " and " + file);
      }
      plans.add(plan);
    }
    return new Contracts(plans);
  }

  static Contracts of(List<ContractPlan> plans) {
    return new Contracts(plans);
  }

  public List<String> names() {
    return plans.stream().map(ContractPlan::name).toList();
  }

  /** The name of the only one; null: there are several. */
  public @Nullable String only() {
    return plans.size() == 1 ? plans.get(0).name() : null;
  }

  /** Whether workers have what an item asks for: a name, or a name and a version. */
  public boolean knows(String asked) {
    int at = asked.lastIndexOf('@');
    return names().contains(asked) || (at >= 0 && names().contains(asked.substring(0, at)));
  }

  /** Whether workers would not reject an item for what it asks for: also the version is there. */
  boolean take(String asked) {
    return plans.stream()
        .anyMatch(
            plan -> asked.equals(plan.name()) || asked.equals(plan.name() + '@' + plan.version()));
  }

  List<ContractPlan> plans() {
    return plans;
  }

  /** What workers choose from; refuses two contracts of one name. */
  ContractCatalog catalog() {
    return ContractCatalog.of(plans.stream().map(Contracts::loaded).toList());
  }

  /**
   * All tables, parents first; a table that several contracts fill takes the rows of all.
   *
   * @throws UsageException if contracts contradict each other
   */
  public List<Table> tables() {
    TableMerge merge = merge(plans);
    if (!merge.contradictions().isEmpty()) {
      throw new UsageException(
          "contracts that fill the same tables contradict each other:\n  "
              + String.join("\n  ", merge.contradictions()));
    }
    return merge.tables();
  }

  /** The table that is filled first. */
  public TableId firstTable() {
    return plans.get(0).tables().get(0).id();
  }

  /** How contracts fill their tables together. */
  public static TableMerge merge(List<ContractPlan> plans) {
    return TableMerge.of(plans.stream().map(ContractPlan::mappings).toList());
  }

  /**
   * Makes sure that a document's rows can be found again in every table.
   *
   * @throws UsageException if they cannot: the message names contract and table
   */
  public void requireKeys() {
    for (ContractPlan plan : plans) {
      Map<TableId, KeyPath> reaches = KeyPath.of(plan.tables());
      for (Table table : plan.tables()) {
        if (!reaches.containsKey(table.id())) {
          throw new UsageException(
              "--mode replace and verify find a document's rows by keys, and in the contract "
                  + plan.name()
                  + " the table "
                  + table.id()
                  + " has neither a key whose values documents have, nor foreign-keys to a table"
                  + " that has one and whose rows belong to one document each");
        }
      }
    }
  }

  private static LoadedContract loaded(ContractPlan plan) {
    return new LoadedContract(
        plan.name(),
        plan.version(),
        plan.tables().stream().map(Table::id).toList(),
        KeyPath.of(plan.tables()),
        new ContractMapper(plan));
  }
}
