package io.xmlfleet.contract.read;

import io.xmlfleet.contract.convert.Converter;
import io.xmlfleet.contract.convert.Converter.Step;
import io.xmlfleet.contract.convert.Durations;
import io.xmlfleet.text.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads converters such as {@code trim}, {@code left(10)} and {@code blank(none|null)}. */
final class ConverterParser {
  private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:\\(([^()]*)\\))?");
  private static final Pattern LENGTH = Pattern.compile("[1-9][0-9]{0,8}");
  private static final List<String> WORDS =
      Arrays.stream(Step.values()).map(ConverterParser::word).toList();

  private ConverterParser() {}

  /** The converter; null after a problem. */
  static @Nullable Converter parse(Node place, String text, Problems problems) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !WORDS.contains(form.group(1))) {
      String word = text.contains("(") ? text.substring(0, text.indexOf('(')) : text;
      problems.add(place, "unknown word \"" + text + "\"" + Suggestions.hint(word, WORDS));
      return null;
    }
    Step step = Step.valueOf(form.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
    List<String> arguments =
        form.group(2) == null
            ? List.of()
            : Arrays.stream(form.group(2).split("\\|", -1)).map(String::strip).toList();
    String wrong = wrong(step, arguments);
    if (wrong != null) {
      problems.add(place, wrong);
      return null;
    }
    return new Converter(step, arguments);
  }

  private static @Nullable String wrong(Step step, List<String> arguments) {
    return switch (step) {
      case LEFT ->
          arguments.size() == 1 && LENGTH.matcher(arguments.get(0)).matches()
              ? null
              : "left is written left(n), with n the most characters";
      case BLANK ->
          arguments.isEmpty() || arguments.contains("")
              ? "blank is written blank(word|word)"
              : null;
      case DURATION ->
          arguments.size() == 1 && Durations.Unit.of(arguments.get(0)) != null
              ? null
              : "duration is written duration(unit), with unit one of "
                  + Arrays.stream(Durations.Unit.values())
                      .map(Durations.Unit::toString)
                      .collect(Collectors.joining(", "));
      default -> arguments.isEmpty() ? null : word(step) + " takes nothing in parentheses";
    };
  }

  private static String word(Step step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
