package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.PathStep;

/** An attribute and the slot that its value goes to. Immutable. */
public record AttributeSlot(PathStep name, int slot) {
  /** Whether an attribute's name is the very one, not the same in other letter cases. */
  public boolean isExact(String localName) {
    return name.name().equals(localName);
  }

  boolean answersTo(String localName) {
    return name.form() == PathStep.Form.ANY_CASE
        ? name.name().equalsIgnoreCase(localName)
        : isExact(localName);
  }
}
