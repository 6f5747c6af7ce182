package io.xmlfleet.draft;

import io.xmlfleet.contract.Contract;
import io.xmlfleet.contract.ContractException;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A starter contract that the contract reader accepts. Immutable.
 *
 * @param name of the contract
 * @param text YAML, to be written in UTF-8
 * @param tables how many
 */
public record ContractDraft(String name, String text, int tables) {
  /** More kinds of documents than this are too many for one contract. */
  private static final int MOST_ROOTS = 12;

  private static final int MOST_NAMED = 8;
  private static final int LONGEST_NAME = 60;

  /**
   * A contract for documents like the samples.
   *
   * @param profile of at least one document
   * @param root local name of the root element to choose; null: all
   * @param givenName of the contract; null: made of the root elements' names
   * @throws UsageException if there is no such root element, or there are too many
   */
  public static ContractDraft of(
      DocumentProfile profile, @Nullable String root, @Nullable String givenName) {
    List<ElementProfile> roots = new ArrayList<>(profile.rootProfiles());
    List<String> names = profile.roots();
    roots.removeIf(each -> root != null && !each.name().local().equals(root));
    if (roots.isEmpty()) {
      throw new UsageException(
          "no document has the root element " + root + "; there are: " + listed(names));
    }
    if (roots.size() > MOST_ROOTS) {
      throw new UsageException(
          "the documents have "
              + roots.size()
              + " different root elements, too many for one"
              + " contract: "
              + listed(names)
              + "; choose some of the files with --include, or one root with contract init --root");
    }
    long documents = roots.stream().mapToLong(ElementProfile::instances).sum();
    Prefixes prefixes = new Prefixes();
    List<Shape> shapes =
        roots.stream().map(each -> new ProfileShapes(prefixes).root(each)).toList();
    String from =
        String.format(Locale.ROOT, "%,d sample document%s", documents, documents == 1 ? "" : "s");
    return of(shapes, prefixes, givenName, from);
  }

  /** A contract for root elements of these shapes. */
  static ContractDraft of(
      List<Shape> roots, Prefixes prefixes, @Nullable String givenName, String from) {
    List<TableDraft> tables = TableLayout.of(roots);
    String name = givenName == null ? name(roots) : givenName;
    String text =
        ContractYaml.of(
            name, introduction(from), roots.stream().map(Shape::step).toList(), prefixes, tables);
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

  private static String name(List<Shape> roots) {
    List<String> words =
        roots.stream().map(root -> SqlName.snake(root.name()).replace('_', '-')).sorted().toList();
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

  private static String listed(List<String> names) {
    int others = names.size() - MOST_NAMED;
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return others > 0 ? first + " and " + others + " more" : first;
  }
}
