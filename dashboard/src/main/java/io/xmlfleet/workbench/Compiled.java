package io.xmlfleet.workbench;

import io.javalin.http.BadRequestResponse;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.ContractProblem;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.ContractUses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a contract's text says, compiled when that is asked. Immutable but for that; thread-safe.
 */
final class Compiled {
  private final List<ContractProblem> problems;
  private final @Nullable ContractPlan plan;
  private final AtomicReference<@Nullable Ready> ready = new AtomicReference<>();

  /** What maps, and what tells paths. */
  private record Ready(ContractMapper mapper, ContractUses uses) {}

  private Compiled(List<ContractProblem> problems, @Nullable ContractPlan plan) {
    this.problems = List.copyOf(problems);
    this.plan = plan;
  }

  private static Compiled of(String name, String text) {
    try {
      return new Compiled(List.of(), new ContractPlan(new ContractReader().read(name, text)));
    } catch (ContractException e) {
      return new Compiled(e.problems(), null);
    }
  }

  /** In the order of the text; none: it is good. */
  List<ContractProblem> problems() {
    return problems;
  }

  /** Null: the text has problems. */
  @Nullable ContractPlan plan() {
    return plan;
  }

  /**
   * The plan, for what needs one.
   *
   * @throws BadRequestResponse if the text has problems
   */
  ContractPlan required() {
    if (plan == null) {
      throw new BadRequestResponse("the text has problems; mend what is marked first");
    }
    return plan;
  }

  /** Throws as {@link #required}. */
  ContractMapper mapper() {
    return ready().mapper();
  }

  /** Throws as {@link #required}. */
  ContractUses uses() {
    return ready().uses();
  }

  private Ready ready() {
    Ready known = ready.get();
    if (known == null) {
      ContractPlan good = required();
      known = new Ready(new ContractMapper(good), new ContractUses(good));
      ready.set(known);
    }
    return known;
  }

  /** The texts that were asked for last. Thread-safe. */
  static final class Cache {
    private static final int MOST = 4;

    private final String name;
    private final Map<String, Compiled> byText =
        new LinkedHashMap<>(MOST, 1, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > MOST;
          }
        };

    /**
     * For one contract.
     *
     * @param name of its file
     */
    Cache(String name) {
      this.name = name;
    }

    synchronized Compiled of(String text) {
      return byText.computeIfAbsent(text, each -> Compiled.of(name, each));
    }
  }
}
