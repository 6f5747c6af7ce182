package io.xmlfleet.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import io.xmlfleet.contract.Taken;
import io.xmlfleet.contract.XmlPath;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.message.FleetJson;
import io.xmlfleet.table.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may stand where somebody is writing: keys and words that the contract's JSON Schema has,
 * paths that the samples have, names that the contract has. Immutable but for what it is made of;
 * thread-safe.
 */
final class Completions {
  private static final String SCHEMA = "/io/xmlfleet/contract/contract.schema.json";
  private static final int MOST = 300;
  private static final Pattern NAMES =
      Pattern.compile("\\b(table|column):\\s*[\"']?([^\\s,}\"'#]+)");

  private final JsonNode schema;
  private final SamplePaths paths;

  /**
   * What may be put in.
   *
   * @param from where it begins in the text; what stands from there to the cursor gives way
   */
  record Offer(int from, List<Option> options) {}

  /**
   * One of them.
   *
   * @param detail how often the samples have it, or of what kind it is
   * @param info what it means
   */
  record Option(String label, @Nullable String detail, @Nullable String info) {}

  Completions(SamplePaths paths) {
    this.paths = paths;
    try (InputStream file = ContractReader.class.getResourceAsStream(SCHEMA)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks the contract's schema");
      }
      this.schema = FleetJson.read(file.readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What may stand at an offset of a text. */
  Offer at(String text, int offset) {
    YamlPlace place = YamlPlace.at(text, Math.max(0, Math.min(offset, text.length())));
    List<JsonNode> nodes = nodes(place.path());
    List<Option> options = place.key() ? keys(nodes) : values(place, nodes, text, offset);
    return new Offer(place.from(), options.stream().limit(MOST).toList());
  }

  private List<JsonNode> nodes(List<String> path) {
    List<JsonNode> nodes = new ArrayList<>();
    open(schema, nodes);
    for (String step : path) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        JsonNode child =
            step.equals(YamlPlace.ITEM) ? node.path("items") : node.path("properties").path(step);
        JsonNode found =
            child.isMissingNode() && !step.equals(YamlPlace.ITEM)
                ? node.path("additionalProperties")
                : child;
        if (found.isObject()) {
          open(found, next);
        }
      }
      nodes = next;
    }
    return nodes;
  }

  /** A schema and all that it refers to or consists of. */
  private void open(JsonNode node, List<JsonNode> into) {
    into.add(node);
    if (node.has("$ref")) {
      open(schema.at(node.path("$ref").asText().substring(1)), into);
    }
    for (String each : List.of("anyOf", "allOf", "oneOf")) {
      node.path(each).forEach(part -> open(part, into));
    }
  }

  private List<Option> keys(List<JsonNode> nodes) {
    List<Option> options = new ArrayList<>();
    Set<String> known = new TreeSet<>();
    for (JsonNode node : nodes) {
      for (Map.Entry<String, JsonNode> field : node.path("properties").properties()) {
        if (known.add(field.getKey())) {
          options.add(new Option(field.getKey(), null, description(field.getValue())));
        }
      }
    }
    return options;
  }

  private @Nullable String description(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    open(node, all);
    return all.stream()
        .filter(each -> each.has("description"))
        .map(each -> each.path("description").asText())
        .findFirst()
        .orElse(null);
  }

  private List<Option> values(YamlPlace place, List<JsonNode> nodes, String text, int offset) {
    List<String> path = place.path();
    String key = path.stream().filter(each -> !each.equals(YamlPlace.ITEM)).reduce("", (a, b) -> b);
    return switch (key) {
      case "each" -> elements();
      case "root" ->
          paths.root().children().stream()
              .map(root -> option(root.name().local(), root.times(), root.documents()))
              .toList();
      case "references", "key-of" -> named(names(text, offset, false));
      case "key", "natural-key", "unique" -> named(columns(text, offset));
      case "enum" -> named(enums(text));
      case "type" -> types();
      default ->
          isPath(nodes) ? paths(place.each(), text.substring(place.from(), offset)) : words(nodes);
    };
  }

  private boolean isPath(List<JsonNode> nodes) {
    return nodes.contains(schema.at("/$defs/path"))
        || nodes.contains(schema.at("/$defs/absolutePath"));
  }

  private static List<Option> words(List<JsonNode> nodes) {
    Set<String> words = new LinkedHashSet<>();
    for (JsonNode node : nodes) {
      node.path("enum").forEach(word -> words.add(word.asText()));
      if (node.has("const")) {
        words.add(node.path("const").asText());
      }
      if (node.path("type").asText().equals("boolean")) {
        words.addAll(List.of("true", "false"));
      }
    }
    return named(words);
  }

  private static List<Option> named(Set<String> names) {
    return names.stream().map(name -> new Option(name, null, null)).toList();
  }

  private static List<Option> types() {
    return Arrays.stream(ColumnType.Kind.values())
        .map(
            kind -> {
              String name = kind.name().toLowerCase(Locale.ROOT);
              return switch (kind) {
                case STRING -> new Option("string(50)", null, "At most so many characters.");
                case DECIMAL ->
                    new Option("decimal(18,2)", null, "Digits, and digits behind the point.");
                default -> new Option(name, null, null);
              };
            })
        .toList();
  }

  private List<Option> elements() {
    List<Option> options = new ArrayList<>();
    elements(paths.root(), "", options);
    return options;
  }

  private static void elements(SamplePaths.Node node, String path, List<Option> options) {
    for (SamplePaths.Node child : node.children()) {
      String own = path + '/' + child.name().local();
      options.add(option(own, child.times(), child.documents()));
      elements(child, own, options);
    }
  }

  /**
   * Below the row's element, or from the document where there is none.
   *
   * @param written of the path
   */
  private List<Option> paths(@Nullable String each, String written) {
    List<Option> options = new ArrayList<>();
    SamplePaths.Node at = each == null || !each.startsWith("/") ? null : find(each);
    if (at != null) {
      values(at, "", options);
    }
    if (options.size() < MOST) {
      for (SamplePaths.Node root : paths.root().children()) {
        values(root, '/' + root.name().local(), options);
      }
    }
    List<Option> steps = steps(written);
    return Stream.concat(options.stream().limit(MOST - steps.size()), steps.stream()).toList();
  }

  /** What no sample has: where a path may begin, and how it may end. */
  private static List<Option> steps(String written) {
    List<Option> options = new ArrayList<>();
    String before = written.substring(0, written.lastIndexOf('/') + 1);
    if (before.isEmpty()) {
      for (XmlPath.Axis axis : XmlPath.Axis.values()) {
        options.add(
            new Option(
                axis.written(),
                null,
                switch (axis) {
                  case ANCESTOR -> "The nearest element of a name around the row's.";
                  case PRECEDING_SIBLING -> "The nearest of a name before it, in the same parent.";
                  case PRECEDING -> "The nearest of a name that ended before it.";
                }));
      }
    }
    for (Taken.Part part : Taken.Part.values()) {
      String info =
          switch (part) {
            case TEXT -> null;
            case COUNT -> "How many such elements there are.";
            case NAME -> "The element's local name.";
            case NAMESPACE -> "The URI of its namespace.";
            case POSITION -> "Its number among the elements of its name in its parent.";
            case POSITION_OF_ALL -> "Its number among all elements in its parent.";
            case DEPTH -> "How many elements there are from the root to it.";
            case XML -> "What is in it, as XML.";
            case RAW_TEXT -> "Its whole text, as it stands.";
            case SPACED_TEXT -> "Its whole text, with blanks where elements begin and end.";
            case OWN_TEXT -> "Its text without that of the elements in it.";
          };
      if (info != null) {
        options.add(new Option(before + part.written(), null, info));
      }
    }
    return options;
  }

  private SamplePaths.@Nullable Node find(String path) {
    SamplePaths.Node node = paths.root();
    for (String step : path.substring(1).split("/", -1)) {
      String local = step.substring(step.indexOf(':') + 1);
      node =
          node == null
              ? null
              : node.children().stream()
                  .filter(child -> child.name().local().equals(local))
                  .findFirst()
                  .orElse(null);
    }
    return node;
  }

  private static void values(SamplePaths.Node node, String path, List<Option> options) {
    if (node.text().evidence().filled() > 0) {
      options.add(
          option(path.isEmpty() ? "." : path, node.text().times(), node.text().documents()));
    }
    String before = path.isEmpty() ? "" : path + '/';
    node.attributes()
        .forEach(
            (name, values) ->
                options.add(
                    option(before + '@' + name.local(), values.times(), values.documents())));
    node.children().forEach(child -> values(child, before + child.name().local(), options));
  }

  private static Option option(String label, long times, int documents) {
    String samples = documents == 1 ? "1 sample" : documents + " samples";
    return new Option(label, times + " in " + samples, null);
  }

  /** Tables above, or columns of the table that the offset is in. */
  private static Set<String> names(String text, int offset, boolean columns) {
    Set<String> names = new LinkedHashSet<>();
    Matcher each = NAMES.matcher(text);
    Set<String> ofTable = new LinkedHashSet<>();
    boolean behind = false;
    while (each.find()) {
      boolean isTable = each.group(1).equals("table");
      behind |= each.start() > offset;
      if (isTable && behind) {
        break;
      }
      if (isTable) {
        names.add(each.group(2));
        ofTable.clear();
      } else {
        ofTable.add(each.group(2));
      }
    }
    return columns ? ofTable : names;
  }

  private static Set<String> columns(String text, int offset) {
    return names(text, offset, true);
  }

  private static Set<String> enums(String text) {
    Set<String> names = new LinkedHashSet<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      inside = inside ? line.isBlank() || line.startsWith(" ") : line.startsWith("enums:");
      Matcher name = Pattern.compile("^  ([^\\s#:][^:]*):").matcher(line);
      if (inside && name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
