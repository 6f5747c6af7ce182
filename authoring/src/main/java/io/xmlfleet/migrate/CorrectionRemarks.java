package io.xmlfleet.migrate;

/** What is right in the new contract and was wrong in the old system, said for one contract. */
final class CorrectionRemarks {
  private CorrectionRemarks() {}

  static void tell(OldContract old, Remarks remarks) {
    for (OldMapping mapping : old.mappings()) {
      if (mapping.isDigitsOnly() && mapping.isString()) {
        remarks.tell(mapping, "correction: keeps leading zeros");
      }
      if (mapping.length() == -1) {
        remarks.tell(mapping, "correction: is not cut, as -1 means no limit");
      }
      if (mapping.isDecimal() && !mapping.isCalculated()) {
        remarks.tell(mapping, "correction: takes commas between thousands");
      }
      if (mapping.isCalculated()) {
        remarks.tell(
            mapping,
            "correction: in conditions numbers are numbers, texts are as written, AND, OR"
                + " and parentheses mean what they say; in arithmetic what is no number is null");
      }
      if (mapping.has("identity_insert")) {
        remarks.tell(mapping, "correction: a document without a usable value is rejected");
      } else if (mayLackItsValue(old, mapping)) {
        remarks.tell(
            mapping,
            "not nullable, without a default: null where the document has no usable value, and the"
                + " database refuses the row or takes its own default, as there");
      }
    }
    if (!old.insertionOrder().isEmpty()) {
      remarks.tell("correction: tables are filled in the order of this contract");
    }
  }

  private static boolean mayLackItsValue(OldContract old, OldMapping mapping) {
    return !mapping.options().nullable()
        && !mapping.isFlag()
        && !old.hasFallback(mapping)
        && mapping.usableDefault() == null
        && !mapping.column().isEmpty();
  }
}
