package io.xmlfleet.draft;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.read.ContractReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A starter contract that the contract reader accepts. Immutable.
 *
 * @param name of the contract
 * @param text YAML, to be written in UTF-8
 * @param tables how many
 */
public record ContractDraft(String name, String text, int tables) {
  private static final int LONGEST_NAME = 60;

  /**
   * A contract for root elements of these shapes.
   *
   * @param givenName of the contract; null: made of the root elements' names
   * @param from what it is drafted from, for the comment at its top
   */
  public static ContractDraft of(
      List<ElementShape> roots, Prefixes prefixes, @Nullable String givenName, String from) {
    List<TableDraft> tables = TableLayout.of(roots);
    String name = givenName == null ? name(roots) : givenName;
    String text =
        ContractYaml.of(
            name,
            introduction(from),
            roots.stream().map(ElementShape::step).toList(),
            prefixes,
            tables);
    check(name, text);
    return new ContractDraft(name, text, tables.size());
  }

  private static List<String> introduction(String from) {
    return List.of(
        "A first contract, drafted from " + from + ".",
        "",
        "Names, types and lengths are guesses; behind each stands what it rests on. Rename, retype and",
        "drop what you like: whatever no column takes goes to overflow, as XML. A value that does not",
        "fit its column rejects its document, so that nothing is lost unnoticed.");
  }

  private static String name(List<ElementShape> roots) {
    List<String> words =
        roots.stream().map(root -> SnakeCase.of(root.name()).replace('_', '-')).sorted().toList();
    String name =
        words.size() <= 3
            ? String.join("-", words)
            : words.get(0) + "-and-" + (words.size() - 1) + "-more";
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** A draft that cannot be used is a fault of ours, not of the user's. */
  private static void check(String name, String text) {
    try {
      Contract unused = new ContractReader().read(name, text);
    } catch (ContractException e) {
      throw new IllegalStateException("the draft is not a contract: " + e.getMessage(), e);
    }
  }
}
