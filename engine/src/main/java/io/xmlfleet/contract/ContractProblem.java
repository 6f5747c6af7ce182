package io.xmlfleet.contract;

/** One thing that is wrong in a contract, and where. Immutable. */
public record ContractProblem(SourcePosition at, String message) {
  @Override
  public String toString() {
    return at + ": " + message;
  }
}
