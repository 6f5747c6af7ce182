package io.xmlfleet.migrate;

import java.util.ArrayList;
import java.util.List;

/** What is right in the new contract and was wrong in the old system, said for one contract. */
final class CorrectionRemarks {
  private CorrectionRemarks() {}

  static List<String> remarks(OldContract old) {
    List<String> remarks = new ArrayList<>();
    for (OldMapping mapping : old.mappings()) {
      if (mapping.isDigitsOnly() && mapping.isString()) {
        remarks.add(mapping.where() + ": correction: keeps leading zeros");
      }
      if (mapping.length() == -1) {
        remarks.add(mapping.where() + ": correction: is not cut, as -1 means no limit");
      }
      if (mapping.isDecimal() && !mapping.isCalculated()) {
        remarks.add(mapping.where() + ": correction: takes commas between thousands");
      }
      if (mapping.isCalculated()) {
        remarks.add(
            mapping.where()
                + ": correction: in conditions numbers are numbers, texts are as written, AND, OR"
                + " and parentheses mean what they say; in arithmetic what is no number is null");
      }
      boolean required = !mapping.options().nullable() && !mapping.isFlag();
      if (required && mapping.usableDefault() == null && !mapping.column().isEmpty()) {
        remarks.add(
            mapping.where() + ": correction: a document without a usable value is rejected");
      }
    }
    if (!old.insertionOrder().isEmpty()) {
      remarks.add("correction: tables are filled in the order of this contract");
    }
    return remarks;
  }
}
