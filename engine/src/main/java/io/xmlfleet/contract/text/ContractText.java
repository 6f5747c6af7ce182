package io.xmlfleet.contract.text;

import java.io.Reader;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/** YAML or JSON text to nodes that know their place. */
public final class ContractText {
  private static final int MOST_CHARACTERS = 20_000_000;

  private ContractText() {}

  /** What is told of a text that cannot be read. */
  @FunctionalInterface
  public interface Trouble {
    /**
     * Why not, and where.
     *
     * @param line from 1
     * @param column from 1
     */
    void found(int line, int column, String message);
  }

  /** The one document in a text; null after trouble. */
  public static @Nullable Node compose(String text, Trouble trouble) {
    try {
      Optional<Node> node =
          new Compose(settings()).composeReader(new WholeCharacters(readable(text)));
      if (node.isEmpty()) {
        trouble.found(1, 1, "the contract is empty");
      }
      return node.orElse(null);
    } catch (MarkedYamlEngineException e) {
      trouble.found(
          e.getProblemMark().map(Mark::getLine).orElse(0) + 1,
          e.getProblemMark().map(Mark::getColumn).orElse(0) + 1,
          "not readable as YAML or JSON: " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException e) {
      trouble.found(1, 1, "not readable as YAML or JSON: " + firstLine(e));
    } catch (StackOverflowError e) {
      // The composer recurses; nothing that it was building is kept.
      trouble.found(1, 1, "nested too deeply for a contract");
    }
    return null;
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setCodePointLimit(MOST_CHARACTERS)
        .setSchema(new TextSchema())
        .build();
  }

  /** YAML allows no tab where JSON does; in JSON a tab stands only between tokens. */
  private static String readable(String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.stripLeading().startsWith("{")
        ? withoutMark.replace('\t', ' ')
        : withoutMark;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * What a contract asks of a YAML value: whether it is null, as in YAML's JSON schema. All else is
   * text until a column's type says more. Stateless and thread-safe.
   */
  static final class TextSchema implements Schema {
    @Override
    public ScalarResolver getScalarResolver() {
      return TextSchema::tag;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
      return Map.of();
    }

    private static Tag tag(String value, Boolean plain) {
      return plain && (value.isEmpty() || value.equals("null")) ? Tag.NULL : Tag.STR;
    }
  }

  /**
   * Reads a text in pieces that end between characters, never within a surrogate pair: the YAML
   * parser's buffer overflows there. Confined to one thread.
   */
  private static final class WholeCharacters extends Reader {
    private final String text;
    private int at;

    WholeCharacters(String text) {
      this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (at == text.length()) {
        return -1;
      }
      int end = Math.min(text.length(), at + length);
      if (end - at > 1 && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      text.getChars(at, end, buffer, offset);
      int read = end - at;
      at = end;
      return read;
    }

    @Override
    public void close() {} // there is nothing to close
  }
}
