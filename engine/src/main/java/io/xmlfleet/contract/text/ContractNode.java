package io.xmlfleet.contract.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where a part of a contract stands in its text, for whoever edits the text. Immutable.
 *
 * @param start offset in the text, in UTF-16 units
 * @param end behind its last character; comments and blanks behind it are not in it
 * @param column from 0: how far a block's lines are indented
 * @param flow whether it is written in brackets or braces
 * @param fields of a mapping, in order; the first of a key that is there twice
 * @param items of a list
 * @param text of a scalar; null: it is none
 */
public record ContractNode(
    int start,
    int end,
    int column,
    boolean flow,
    Map<String, ContractNode> fields,
    List<ContractNode> items,
    @Nullable String text) {
  public ContractNode {
    items = List.copyOf(items);
  }

  /** What is where in a text without a byte order mark; empty: it is neither YAML nor JSON. */
  public static Optional<ContractNode> of(String text) {
    Node node = ContractText.compose(text, (line, column, message) -> {});
    return Optional.ofNullable(node).map(new Reader(text)::read);
  }

  /** A field that is a list; empty: it is none, or not there. */
  public List<ContractNode> list(String key) {
    ContractNode field = fields.get(key);
    return field == null ? List.of() : field.items;
  }

  /** A field that is a scalar; null: it is none, or not there. */
  public @Nullable String text(String key) {
    ContractNode field = fields.get(key);
    return field == null ? null : field.text;
  }

  /** Confined to one thread. */
  private static final class Reader {
    private final String text;

    Reader(String text) {
      this.text = text;
    }

    ContractNode read(Node node) {
      Map<String, ContractNode> fields = new LinkedHashMap<>();
      List<ContractNode> items = new ArrayList<>();
      boolean flow = node instanceof CollectionNode<?> all && all.getFlowStyle() == FlowStyle.FLOW;
      int start = offset(node.getStartMark());
      int end = start;
      if (node instanceof MappingNode mapping) {
        for (var tuple : mapping.getValue()) {
          ContractNode value = read(tuple.getValueNode());
          if (tuple.getKeyNode() instanceof ScalarNode key) {
            fields.putIfAbsent(key.getValue(), value);
          }
          end = Math.max(value.end, offset(tuple.getKeyNode().getEndMark()));
        }
      } else if (node instanceof SequenceNode list) {
        for (Node item : list.getValue()) {
          items.add(read(item));
          end = items.get(items.size() - 1).end;
        }
      }
      boolean block = node instanceof CollectionNode<?> && !flow;
      return new ContractNode(
          start,
          block ? end : Math.max(start, stripped(offset(node.getEndMark()), start)),
          node.getStartMark().map(Mark::getColumn).orElse(0),
          flow,
          fields,
          items,
          node instanceof ScalarNode scalar ? scalar.getValue() : null);
    }

    /** A block of text ends where the next thing begins. */
    private int stripped(int end, int start) {
      int last = end;
      while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
        last--;
      }
      return last;
    }

    private int offset(Optional<Mark> mark) {
      int characters = mark.map(Mark::getIndex).orElse(0);
      return text.offsetByCodePoints(
          0, Math.min(characters, text.codePointCount(0, text.length())));
    }
  }
}
