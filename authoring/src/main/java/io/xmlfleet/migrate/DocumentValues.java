package io.xmlfleet.migrate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The names under which expressions of the new contract find values of the whole document: those of
 * the last element of a path, as the old system's flat document has it, and of the last element
 * anywhere, as its expressions have them. Confined to one thread.
 */
final class DocumentValues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final SelectionWriter selections;
  private final Map<String, String> namesByPath = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> declarations = new LinkedHashMap<>();

  DocumentValues(SelectionWriter selections) {
    this.selections = selections;
  }

  /** Where each value comes from, by its name. */
  Map<String, Map<String, String>> declarations() {
    return declarations;
  }

  /**
   * Where what the last element of a path has comes from: of elements in several places, the last
   * one of a place that has it.
   *
   * @param step {@code @name}, {@code @~name}
   */
  Map<String, String> from(String path, String step) {
    boolean onePlace = !path.startsWith("//") && path.indexOf('/', 1) > 0;
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("from", (onePlace ? '$' + selections.lastAt(path) : path) + '/' + step);
    if (!onePlace) {
      fields.put("pick", "last-place");
    }
    return fields;
  }

  /** The name of an attribute of the last element of a path, in any letter case. */
  String name(String path, String attribute) {
    return declared(path, "@~" + attribute, attribute);
  }

  /** The name of an attribute in just these letters. */
  String exactName(String path, String attribute) {
    return declared(path, "@" + attribute, attribute + "_as_written");
  }

  private String declared(String path, String step, String attribute) {
    String segment = path.substring(path.lastIndexOf('/') + 1);
    return declared(path, step, () -> plain(segment) + '.' + plain(attribute));
  }

  private String declared(String path, String step, Supplier<String> wanted) {
    return namesByPath.computeIfAbsent(
        path + '/' + step,
        any -> {
          String name = free(wanted.get());
          declarations.put(name, from(path, step));
          return name;
        });
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; declarations.containsKey(name); i++) {
      name = wanted + '_' + i;
    }
    return name;
  }

  private static String plain(String text) {
    return NAME.matcher(text).matches() ? text : text.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /**
   * The name of what a name of an old expression means: the attribute of the last element of any
   * kind that has it, or of the named kind.
   *
   * @param asWritten whether the letters' case counts
   */
  String meaning(String old, boolean asWritten) {
    int dot = old.indexOf('.');
    String element = dot < 0 ? "*" : old.substring(0, dot);
    String attribute = old.substring(dot + 1);
    return declared(
        "//" + element,
        (asWritten ? "@" : "@~") + attribute,
        () ->
            (dot < 0 ? "any" : plain(element))
                + '.'
                + plain(attribute)
                + (asWritten ? "_as_written" : ""));
  }
}
