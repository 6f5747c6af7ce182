package io.xmlfleet.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Random documents, and random paths as contracts and as XPath 1.0 write them. */
final class RandomPaths {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final List<String> TEXTS = List.of("1", "2", "3", "-4.5", "x", "y");

  private final Random random;

  RandomPaths(Random random) {
    this.random = random;
  }

  /**
   * A path in both languages.
   *
   * @param xpath leads to the elements or attributes that the value is of
   */
  record Both(String contract, String xpath, List<Both> united) {
    Both(String contract, String xpath) {
      this(contract, xpath, List.of());
    }

    static Both union(List<Both> united, String bar) {
      return new Both(
          joined(united, bar, Both::contract), joined(united, bar, Both::xpath), united);
    }

    private static String joined(List<Both> parts, String bar, Function<Both, String> side) {
      return parts.stream().map(side).collect(Collectors.joining(bar));
    }

    /** Whether the path, or any of the united ones, ends with an attribute. */
    boolean hasAttribute() {
      return united.isEmpty()
          ? contract.matches("(?s)(.*/)?@[kv]")
          : united.stream().anyMatch(Both::hasAttribute);
    }

    /** As the contract writes it with a last step. */
    String contractWith(String last) {
      return united.isEmpty()
          ? contract + last
          : united.stream().map(each -> each.contract + last).collect(Collectors.joining(" | "));
    }
  }

  String document() {
    StringBuilder xml = new StringBuilder();
    int[] id = {0};
    element("r", 0, id, xml);
    return xml.toString();
  }

  private void element(String name, int depth, int[] id, StringBuilder xml) {
    boolean prefixed = depth > 0 && random.nextInt(8) == 0;
    String tag = prefixed ? "p:" + name : name;
    xml.append('<').append(tag).append(" id='").append(++id[0]).append('\'');
    if (depth == 0) {
      xml.append(" xmlns:p='urn:p'");
    }
    for (String attribute : List.of("k", "v")) {
      if (random.nextInt(2) == 0) {
        xml.append(' ').append(attribute).append("='").append(pick(TEXTS)).append('\'');
      }
    }
    xml.append('>');
    int children = depth > 5 ? 0 : random.nextInt(depth == 0 ? 6 : 4);
    for (int i = 0; i < children && id[0] < 40; i++) {
      if (random.nextInt(3) == 0) {
        xml.append(pick(TEXTS));
      }
      element(pick(NAMES), depth + 1, id, xml);
    }
    if (random.nextInt(2) == 0) {
      xml.append(pick(TEXTS));
    }
    xml.append("</").append(tag).append('>');
  }

  /** Where rows are. */
  Both each() {
    return random.nextInt(5) == 0 ? union(this::absolute) : absolute();
  }

  private Both absolute() {
    Both rest = steps(1 + random.nextInt(3), 2);
    boolean anywhere = random.nextInt(2) == 0;
    String start = anywhere ? "//" : "/r/";
    return new Both(start + rest.contract, start + rest.xpath);
  }

  /** A value of a row. */
  Both value() {
    return random.nextInt(6) == 0 ? union(this::oneValue) : oneValue();
  }

  /** A value of a row that has to do with another one: of the same elements, around or in them. */
  Both beside(Both other) {
    if (!other.united.isEmpty()) {
      return random.nextBoolean() ? other : attribute(pick(other.united));
    }
    if (other.hasAttribute()) {
      return value();
    }
    return switch (random.nextInt(4)) {
      case 0 -> other;
      case 1 -> attribute(other);
      case 2 -> {
        Both rest = steps(1 + random.nextInt(2), 1);
        String way = random.nextBoolean() ? "/" : "//";
        boolean self = other.contract.equals(".");
        yield self
            ? rest
            : attribute(
                new Both(other.contract + way + rest.contract, other.xpath + way + rest.xpath));
      }
      default -> {
        Both second = relative(1);
        yield Both.union(List.of(other, attribute(second)), " | ");
      }
    };
  }

  private Both union(Supplier<Both> one) {
    List<Both> united = new ArrayList<>();
    do {
      united.add(one.get());
    } while (united.size() < 2 || random.nextInt(4) == 0);
    return Both.union(united, pick(List.of(" | ", "|", "  |\n")));
  }

  private Both oneValue() {
    Both path =
        switch (random.nextInt(14)) {
          case 0 -> new Both(".", ".");
          case 1 -> absolute();
          case 2 -> below("../", "../self::*/");
          case 3 -> below("../../", "../../self::*/");
          case 4 -> {
            String name = pick(NAMES);
            yield below("ancestor::" + name + "/", "ancestor::*[local-name()='" + name + "'][1]/");
          }
          case 5 -> {
            String name = pick(NAMES);
            Both met = condition(1, 2);
            while (met.contract.contains("position()")) {
              met = condition(1, 2);
            }
            yield below(
                "ancestor::" + name + "[" + met.contract + "]/",
                "ancestor::*[local-name()='" + name + "'][" + met.xpath + "][1]/");
          }
          case 6 -> {
            String name = pick(NAMES);
            String axis = pick(List.of("preceding-sibling::", "preceding::"));
            String before = axis + name;
            String xpath = axis + "*[local-name()='" + name + "'][1]";
            yield random.nextBoolean()
                ? new Both(before, xpath)
                : below(before + "/", xpath + "/self::*/");
          }
          default -> relative(2);
        };
    return attribute(path);
  }

  private Both below(String contract, String xpath) {
    Both rest = steps(1 + random.nextInt(2), 2);
    return new Both(contract + rest.contract, xpath + rest.xpath);
  }

  private Both attribute(Both path) {
    if (random.nextInt(3) > 0) {
      return path;
    }
    String name = random.nextBoolean() ? "k" : "v";
    return path.contract.equals(".")
        ? new Both("@" + name, "@" + name)
        : new Both(path.contract + "/@" + name, path.xpath + "/@" + name);
  }

  private Both relative(int predicates) {
    Both steps = steps(1 + random.nextInt(2), predicates);
    String start = random.nextInt(3) == 0 ? ".//" : "";
    return new Both(start + steps.contract, start + steps.xpath);
  }

  private Both steps(int count, int predicates) {
    StringBuilder contract = new StringBuilder();
    StringBuilder xpath = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String separator = i == 0 ? "" : random.nextInt(4) == 0 ? "//" : "/";
      Both step = step(predicates);
      contract.append(separator).append(step.contract);
      xpath.append(separator).append(step.xpath);
    }
    return new Both(contract.toString(), xpath.toString());
  }

  private Both step(int predicates) {
    StringBuilder contract = new StringBuilder();
    StringBuilder xpath = new StringBuilder();
    String name = pick(NAMES);
    switch (random.nextInt(6)) {
      case 0 -> {
        contract.append('*');
        xpath.append('*');
      }
      case 1 -> {
        contract.append("p:").append(name);
        xpath.append("*[local-name()='" + name + "' and namespace-uri()='urn:p']");
      }
      default -> {
        contract.append(name);
        xpath.append("*[local-name()='" + name + "']");
      }
    }
    while (predicates > 0 && random.nextInt(3) == 0) {
      Both predicate = predicate(predicates - 1);
      contract.append('[').append(predicate.contract).append(']');
      xpath.append('[').append(predicate.xpath).append(']');
    }
    return new Both(contract.toString(), xpath.toString());
  }

  private Both predicate(int predicates) {
    return switch (random.nextInt(5)) {
      case 0 -> same(Integer.toString(1 + random.nextInt(3)));
      case 1 -> same("last()");
      default -> condition(predicates, 2);
    };
  }

  private static Both same(String text) {
    return new Both(text, text);
  }

  private Both condition(int predicates, int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      List<Both> parts = List.of(condition(predicates, depth - 1), condition(predicates, 0));
      String word = random.nextBoolean() ? " and " : " or ";
      return new Both(joined(parts, word, Both::contract), joined(parts, word, Both::xpath));
    }
    if (depth > 0 && random.nextInt(5) == 0) {
      Both inner = condition(predicates, depth - 1);
      return new Both("not(" + inner.contract + ")", "not(" + inner.xpath + ")");
    }
    return comparison(predicates);
  }

  private static String joined(List<Both> parts, String word, Function<Both, String> side) {
    return parts.stream().map(side).collect(Collectors.joining(")" + word + "(", "(", ")"));
  }

  private Both comparison(int predicates) {
    switch (random.nextInt(9)) {
      case 0 -> {
        return same("position() " + pick(List.of("<", ">=", "!=", "=")) + " 2");
      }
      case 1 -> {
        String literal = pick(NAMES);
        return new Both("name() = '" + literal + "'", "local-name() = '" + literal + "'");
      }
      case 2 -> {
        Both path = relative(predicates);
        String than = " > " + random.nextInt(3);
        return new Both(path.contract + "/count()" + than, "count(" + path.xpath + ")" + than);
      }
      case 3 -> {
        return compared(union(() -> attribute(relative(predicates))));
      }
      default -> {
        Both path = attribute(random.nextInt(5) == 0 ? same(".") : relative(predicates));
        return compared(path);
      }
    }
  }

  private Both compared(Both path) {
    switch (random.nextInt(4)) {
      case 3 -> {
        String function = pick(List.of("contains", "starts-with"));
        String literal = "'" + pick(List.of("1", "-", "4.5", "x", "y")) + "'";
        String found = path.xpath.equals(".") ? "self::*" : nodes(path);
        found += "[" + function + "(., " + literal + ")]";
        return new Both(
            function + "(" + path.contract + ", " + literal + ")", "count(" + found + ") > 0");
      }
      case 0 -> {
        // The JDK fails at a union as a part of a condition.
        boolean union = !path.united.isEmpty();
        return new Both(path.contract, union ? "count(" + path.xpath + ") > 0" : path.xpath);
      }
      case 1 -> {
        String rest = " " + pick(List.of("=", "!=")) + " '" + pick(TEXTS) + "'";
        return new Both(path.contract + rest, nodes(path) + rest);
      }
      default -> {
        String rest =
            " " + pick(List.of("=", "!=", "<", "<=", ">", ">=")) + " " + random.nextInt(4);
        // What is no number meets no comparison with one; XPath's != does.
        String numbers = path.xpath.equals(".") ? "self::*" : nodes(path);
        return new Both(path.contract + rest, numbers + "[number(.) = number(.)]" + rest);
      }
    }
  }

  /** So that what follows is of all united paths. */
  private static String nodes(Both path) {
    return path.united.isEmpty() ? path.xpath : "(" + path.xpath + ")";
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
