package io.xmlfleet.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named map from a document's words to a column's values. Immutable.
 *
 * @param values by the document's text; an exact match comes first
 * @param otherwise the value of every other text; null: such a text is unusable
 * @param ignoresCase whether a text matches a word in other letter cases too
 */
public record EnumMapping(
    String name,
    Map<String, String> values,
    @Nullable String otherwise,
    boolean ignoresCase,
    SourcePosition at) {
  public EnumMapping {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
