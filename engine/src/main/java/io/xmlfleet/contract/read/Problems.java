package io.xmlfleet.contract.read;

import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.ContractProblem;
import io.xmlfleet.contract.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one contract. Confined to one thread. */
final class Problems {
  private static final Comparator<ContractProblem> BY_PLACE =
      Comparator.<ContractProblem>comparingInt(problem -> problem.at().line())
          .thenComparingInt(problem -> problem.at().column());

  private final String file;
  private final List<ContractProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  SourcePosition at(Node node) {
    return node.getStartMark().map(this::at).orElse(new SourcePosition(file, 1, 1));
  }

  SourcePosition at(Mark mark) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  void add(Node node, String message) {
    add(at(node), message);
  }

  void add(SourcePosition at, String message) {
    found.add(new ContractProblem(at, message));
  }

  void add(int line, int column, String message) {
    add(new SourcePosition(file, line, column), message);
  }

  int count() {
    return found.size();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ContractException(found.stream().sorted(BY_PLACE).toList());
    }
  }
}
