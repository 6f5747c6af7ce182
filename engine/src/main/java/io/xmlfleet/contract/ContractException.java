package io.xmlfleet.contract;

import io.xmlfleet.failure.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/** A contract cannot be used; the message lists everything that is wrong with it. */
public final class ContractException extends UsageException {
  private static final long serialVersionUID = 1L;

  private final transient List<ContractProblem> problems;

  /**
   * @param problems at least one, in the order of the contract's text
   */
  public ContractException(List<ContractProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  public List<ContractProblem> problems() {
    return problems;
  }

  private static String message(List<ContractProblem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "the contract has " + count + ":\n", ""));
  }
}
