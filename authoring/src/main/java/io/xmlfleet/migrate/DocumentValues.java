package io.xmlfleet.migrate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names under which expressions of the new contract find values of the whole document: those of
 * the last element of a path, as the old system's flat document has it, and of the last element
 * anywhere, as its expressions have them. Confined to one thread.
 */
final class DocumentValues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, String> namesByPath = new LinkedHashMap<>();

  /** Paths by name. */
  Map<String, String> declarations() {
    Map<String, String> byName = new LinkedHashMap<>();
    namesByPath.forEach((path, name) -> byName.put(name, path));
    return byName;
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
    return namesByPath.computeIfAbsent(
        path + '/' + step,
        any -> {
          String segment = path.substring(path.lastIndexOf('/') + 1);
          return free(plain(segment) + '.' + plain(attribute));
        });
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; namesByPath.containsValue(name); i++) {
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
    String path = "//" + element + (asWritten ? "/@" : "/@~") + attribute;
    String wanted =
        (dot < 0 ? "any" : plain(element))
            + '.'
            + plain(attribute)
            + (asWritten ? "_as_written" : "");
    return namesByPath.computeIfAbsent(path, any -> free(wanted));
  }
}
