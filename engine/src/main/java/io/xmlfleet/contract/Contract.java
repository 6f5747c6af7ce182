package io.xmlfleet.contract;

import java.util.List;

/**
 * How documents of one kind become rows. Immutable.
 *
 * @param version as the contract says, or the first 12 hexadecimal digits of its text's SHA-256
 * @param selections each after those that it refers to
 * @param tables in the order in which they are filled: a table comes after those it refers to
 */
public record Contract(
    String name,
    String version,
    DocumentRules document,
    List<Selection> selections,
    List<TableMapping> tables) {
  public Contract {
    selections = List.copyOf(selections);
    tables = List.copyOf(tables);
  }
}
