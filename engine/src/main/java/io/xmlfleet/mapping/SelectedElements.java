package io.xmlfleet.mapping;

import io.xmlfleet.failure.MemoryLimit;
import io.xmlfleet.failure.TimeLimit;
import io.xmlfleet.xml.CapturedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a document gives each selection, and what was found in them. Confined to one
 * thread.
 */
final class SelectedElements {
  private static final int ELEMENTS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

  /** An entry of a map, and the list that it leads to. */
  private static final int ENTRY = 130;

  private final TimeLimit deadline;
  private final MemoryLimit memory;
  private final List<Chosen> chosen = new ArrayList<>();
  private final Map<Object, Object> found = new HashMap<>();
  private final Map<Object, Map<String, Object>> foundByText = new HashMap<>();
  private int looks;
  private boolean late;

  SelectedElements(DocumentContext context) {
    this.deadline = context.deadline();
    this.memory = context.memory();
  }

  /**
   * Adds the elements of the next selection.
   *
   * @param key finds them; null: nothing does
   */
  void add(List<CapturedElement> elements, @Nullable Computation key) {
    chosen.add(new Chosen(elements, key));
  }

  /** Adds a selection that is empty, so that the elements of one before it stand in. */
  void addStandIn(int selection, @Nullable Computation key) {
    Chosen before = chosen.get(selection);
    chosen.add(before.key == null && key != null ? new Chosen(before.elements, key) : before);
  }

  List<CapturedElement> of(int selection) {
    return chosen.get(selection).elements;
  }

  /** The elements of a selection that have a key. */
  List<CapturedElement> of(int selection, String key, RowInput row) {
    return chosen.get(selection).byKey(row, this).getOrDefault(key, List.of());
  }

  /** What somebody finds in the document as a whole, which does not change; looks once. */
  @Nullable Object remember(Object who, Supplier<@Nullable Object> look) {
    return once(found, who, look);
  }

  /** The same, where it depends on a text. */
  @Nullable Object remember(Object who, String text, Supplier<@Nullable Object> look) {
    Map<String, Object> known = foundByText.computeIfAbsent(who, any -> new HashMap<>());
    if (!known.containsKey(text)) {
      memory.use(ENTRY + MemoryLimit.of(text));
    }
    return once(known, text, look);
  }

  private static <K> @Nullable Object once(
      Map<K, Object> known, K key, Supplier<@Nullable Object> look) {
    Object found = known.get(key);
    if (found == null) {
      Object looked = look.get();
      found = looked == null ? Nothing.NOTHING : looked;
      known.put(key, found);
    }
    return found == Nothing.NOTHING ? null : found;
  }

  /** Whether the time is over, to be asked once an element. */
  boolean isLate() {
    looks++;
    if (!late && looks % ELEMENTS_BETWEEN_LOOKS_AT_THE_CLOCK == 0) {
      late = deadline.expired();
    }
    return late;
  }

  /** Whether anything is missing because the time was over. */
  boolean wasLate() {
    return late;
  }

  private enum Nothing {
    NOTHING
  }

  /** The elements of one selection. */
  private static final class Chosen {
    private final List<CapturedElement> elements;
    private final @Nullable Computation key;
    private @Nullable Map<String, List<CapturedElement>> byKey;

    Chosen(List<CapturedElement> elements, @Nullable Computation key) {
      this.elements = elements;
      this.key = key;
    }

    /** Elements whose key is null are left out. */
    Map<String, List<CapturedElement>> byKey(RowInput row, SelectedElements all) {
      Map<String, List<CapturedElement>> known = byKey;
      if (known == null) {
        known = new HashMap<>();
        for (CapturedElement element : elements) {
          if (key == null || all.isLate()) {
            break;
          }
          row.begin(element, 0);
          String text = key.text(row);
          if (text != null) {
            all.memory.use(ENTRY + MemoryLimit.of(text));
            known.computeIfAbsent(text, any -> new ArrayList<>(1)).add(element);
          }
        }
        byKey = known;
      }
      return known;
    }
  }
}
